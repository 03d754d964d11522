"""Figures in a source's words, Chinese or English: their numbers, their signs and their bounds.

In comes a phrase such as 下降近3.2% or "more than half a million people", out come quantities. Nothing is guessed: a number that
cannot be read has no readings, a hedge that cannot be judged has no bound.
"""

from factbook.store.quantities.phrases import Quantity, holds_number, quantities, quantity

__all__ = ["Quantity", "holds_number", "quantities", "quantity"]
