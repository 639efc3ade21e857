"""Which words of a page are in the other language: common ones that the two do not share, in texts shown, read aloud or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMMON = {
    "en": "the of and with from for that this they their you your what when how much many more less than where which who is are "
    "was were be been has have had not all each every year years month months price prices coffee cooperative trader traders "
    "member members farmer farmers run runs luck trust sold sells sell paid pays pay higher lower start back next close open "
    "save share show search change changes undo help loading",
    "es": "el la los las un una del que con para por como cuando cuánto más menos año años mes meses precio precios café "
    "cooperativa intermediario socio socios productor productores corrida corridas suerte confianza vendido vende paga pagan "
    "sube baja inicio volver cerrar abrir guardar compartir mostrar buscar cambio cambios deshacer ayuda cargando y o es son "
    "fue ser al en de se si su",
}
NAMES = {"coopsim claim", "coopsim validate", "coopsim parameters", "Junta Nacional del Café", "Castillo", "Español", "English"}
ALSO = {"en": set("no a"), "es": {"me", "no", "a", "son", "share"}}
TEXTS = """() => {
    const texts = [document.title], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const inside = walker.currentNode.parentElement;
        if (!inside.closest('script, style, noscript, code, pre, [lang]:not(html)')) texts.push(walker.currentNode.textContent);
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [data-head]'))
        if (!one.closest('[lang]:not(html)'))
            for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-head'])
                if (one.getAttribute(name)) texts.push(one.getAttribute(name));
    return texts;
}"""
OPEN = """() => { for (const one of document.querySelectorAll('details')) one.open = true; }"""


def texts(page: Page) -> list[str]:
    """Every text of the page, folds opened, labels and hidden texts too; commands and links to the other language left out."""
    page.evaluate(OPEN)
    return [text.strip() for text in page.evaluate(TEXTS) if text.strip()]


def in_the_other_language(page: Page, language: str) -> list[str]:
    """The texts of a page that hold common words of the other language.

    Only words that are none of this language's count.
    """
    other = "es" if language == "en" else "en"
    foreign = set(COMMON[other].split()) - set(COMMON[language].split()) - ALSO[language]
    wrong = []
    for text in texts(page):
        rest = text
        for name in NAMES:
            rest = rest.replace(name, "")
        strange = foreign & set(re.findall(r"[^\W\d_]+", rest.lower()))
        if strange:
            wrong.append(f"{sorted(strange)}: {text[:160]}")
    return wrong
