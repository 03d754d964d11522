"""What Material writes into its pages and a site of this package cannot use, replaced in the finished page.

Material has no block around most of these places, and a site whose own ``main.html`` extends ``base.html``, as Material's manual
says, has none of the package's blocks. Replacing the strings saves copies of six partials, too. Each fix names its reason;
``tests/site/test_upstream.py`` fails as soon as Material no longer writes what a fix looks for, so that the fix can go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fix:
    """One replacement: why it is needed, what Material writes (a regular expression), what stands there instead.

    ``unless``: text of a page in which the original is right.
    """

    reason: str
    written: str
    instead: str
    unless: str = ""


FIXES = (
    Fix(
        "HTML has no `autocomplete` on a checkbox (W3C validator); partials/header.html",
        'id="__drawer" autocomplete="off"',
        'id="__drawer"',
    ),
    Fix("the same; base.html", 'id="__search" autocomplete="off"', 'id="__search"'),
    Fix("`tabindex` needs a number (W3C validator); partials/nav-item.html", ' tabindex=""', ""),
    Fix(
        "a label names a table of contents that pages outside the menu do not have (W3C validator); partials/toc.html",
        '<label class="md-nav__title" for="__toc">',
        '<label class="md-nav__title">',
        unless='id="__toc"',
    ),
    Fix(
        "Material's script follows such a link to api.github.com (third-party request); partials/source.html",
        ' data-md-component="source"',
        "",
    ),
    Fix(
        "factbook.css sets every colour of both schemes: 2 kB and a request; base.html",
        r'<link rel="stylesheet" href="[^"]*assets/stylesheets/palette\.[0-9a-f]+\.min\.css">\s*',
        "",
    ),
    Fix(
        "a browser may refuse to store anything, and the theme's scripts would end with that; and the colours of a first visit "
        "are stored although nobody chose them, so that the site follows the system no more; partials/javascripts/base.html",
        re.escape(
            '__md_get=(e,_=localStorage,t=__md_scope)=>JSON.parse(_.getItem(t.pathname+"."+e)),'
            '__md_set=(e,_,t=localStorage,a=__md_scope)=>{try{t.setItem(a.pathname+"."+e,JSON.stringify(_))}catch(e){}}'
        ),
        '__md_get=(e,_,t=__md_scope)=>{try{return JSON.parse((_||localStorage).getItem(t.pathname+"."+e))}catch(e){return null}},'
        '__md_set=(e,_,t,a=__md_scope)=>{if("__palette"!==e||__md_chosen)'
        'try{(t||localStorage).setItem(a.pathname+"."+e,JSON.stringify(_))}catch(e){}},'
        '__md_chosen=!1,addEventListener("change",e=>{"__palette"===e.target.name&&e.isTrusted&&(__md_chosen=!0)},!0)',
    ),
    Fix("the link around the logo has the site's name already; partials/logo.html", ' alt="logo"', ' alt=""'),
)


def fixed(html: str) -> str:
    """Return a page without what :data:`FIXES` lists."""
    for fix in FIXES:
        if not fix.unless or fix.unless not in html:
            html = re.sub(fix.written, fix.instead, html)
    return html
