"""The one schema: typed records for every collection of the store.

The loader validates with it, the editors' JSON Schemas and the reference page are generated from it.
"""

from factbook.schema.records import COLLECTIONS, FactRecord
from factbook.schema.scalars import Record

__all__ = ["COLLECTIONS", "FactRecord", "Record"]
