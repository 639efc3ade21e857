"""The HTML around the pages: language, title, zoom, and Solara's own messages in the visitor's language."""

from __future__ import annotations

from html import escape

from coopsim.language import text as _

_VIEWPORT = "width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, minimal-ui"
_ICONS = (
    '<link rel="icon" type="image/png" sizes="any" href="/static/assets/favicon.png">',
    '<link rel="icon" type="image/svg+xml" href="/static/assets/favicon.svg">',
)
_VEIL = "{ value: (connectionStatus != 'connected') && wasConnected }"
_LOADING = "<h1>{{ loading_text }}</h1>"
_PROGRESS = "absolute></v-progress-linear>"
_THEME = """<script>
if (!localStorage.getItem(':solara:theme.variant')) localStorage.setItem(':solara:theme.variant', '"auto"');
</script>"""
_TOKENS = '<link rel="stylesheet" href="/drawn/tokens.css">'  # the palette, one for all pages
_DRAWN = "".join(
    f'<script src="/drawn/{name}.js"></script>' for name in ("valley", "hands", "charts", "story")
)  # what some Vue files draw with


def solara_messages(language: str) -> dict[str, str]:
    """Solara's messages, as its page writes them, and what we say instead."""
    return {
        "Could not restore session. Please refresh the page.": _(
            "The connection was lost. Reload the page: the link restores it.", language
        ),
        "App is disconnected, and may not function properly. Please refresh the page.": _(
            "The connection was lost. Reload the page: the link restores it.", language
        ),
        "Please refresh the page": _("Please reload the page", language),
        "Could not restore session. Please refresh.": _("The program was restarted. One click brings everything back.", language),
        "Refresh now": _("Reload now", language),
        "Restoring session…": _("Restoring …", language),
    }


def framed(html: str, language: str) -> str:
    """Solara's page in our frame; AssertionError if a new version of Solara no longer has what we replace."""
    for old, new in {
        "<html>": f'<html lang="{language}">',
        _VIEWPORT: "width=device-width, initial-scale=1",
        **dict.fromkeys(_ICONS, ""),
        "</head>": '<link rel="icon" href="data:,">' + _THEME + _TOKENS + _DRAWN + "</head>",
        # the dialog that offers to reload must not lie under the veil that says we are disconnected
        _VEIL: _VEIL.replace(" }", " && !needsRefresh && !cancelAutoRefresh }"),
        # the first moment of a page, and a run that takes its time (Solara counts to 300 ms before it says so)
        _LOADING: f"<h1>{_('Loading …', language)}</h1>",
        _PROGRESS: f"""absolute aria-label="{_("Simulating …", language)}"></v-progress-linear>
        <div v-if="kernelBusyLong && isMounted" class="coop-busy" role="status">{_("Simulating …", language)}</div>""",
        **solara_messages(language),
    }.items():
        assert old in html, old
        html = html.replace(old, new)
    cancel, disconnected = _("Cancel", language), _("Disconnected: trying again …", language)
    return html.replace("                        Cancel\n", f"                        {cancel}\n").replace(
        "Server\n                disconnected.", disconnected
    )


def plain_head(title: str, language: str, styles: str) -> str:
    """The beginning of a page that is plain HTML, up to its body; `styles` are its links or its own style."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)} · coopsim</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,">{styles}</head>'
    )


def not_found(language: str, sentence: str = "") -> str:
    """A small page of its own: nothing is here, or nothing more fits."""
    message = escape(sentence or _("There is no such page.", language))
    home = escape(_("To the start", language))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>coopsim</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        '<body style="font-family: sans-serif; max-width: 40em; margin: 3em auto; padding: 0 1em">'
        f'<h1>coopsim</h1><p>{message}</p><p><a href="/?lang={language}">{home}</a></p></body></html>'
    )
