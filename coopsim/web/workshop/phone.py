"""The phone page: one question, large buttons; plain enough for an old browser, and all of it in one file of a few kilobytes."""

from __future__ import annotations

from html import escape
from typing import Any

from coopsim.language import current, declared
from coopsim.language import text as _
from coopsim.report.workshop_words import board_name
from coopsim.web.frame import plain_head
from coopsim.web.shell import LANGUAGE_NAMES
from coopsim.web.workshop.pieces import LETTERS_OF_STOPS, in_html, swatch
from coopsim.web.workshop.room import LONGEST_NICKNAME, Room
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import Place
from coopsim.workshop.session import NUMBER_OF_BOARDS

STYLE = (
    "*{box-sizing:border-box}body{margin:0;padding:16px;font:18px/1.35 Roboto,Arial,sans-serif;background:#faf7f0;color:#1d2529}"
    "h1{font-size:24px;margin:8px 0 14px}p{margin:8px 0}a{color:#1d2529}label{display:block;margin:12px 0 4px}"
    "input,button{font:inherit;font-size:20px;min-height:56px;width:100%;border:2px solid #1d2529;border-radius:12px;"
    "background:#fff;color:#1d2529;padding:8px 14px;margin:6px 0;text-align:left}#code{text-transform:uppercase}"
    "button.on{background:#1d2529;color:#faf7f0}.go{background:#1d2529;color:#faf7f0;text-align:center}"
    ".stops{margin-bottom:14px}.swatch{vertical-align:middle;margin-right:8px}.card-blue{fill:#0b5a8a}"
    ".card-white{fill:#fff;stroke:#1d2529;stroke-width:2}.card-orange{fill:#f8d3ae;stroke:#b34a00;stroke-width:3}"
    ".card-line{stroke:#b34a00;stroke-width:2}.on .card-blue{stroke:#fff;stroke-width:2}"
    ".small{font-size:16px;color:#515c62}h2{font-size:18px;margin:14px 0 2px}"
    ":focus{outline:3px solid #1d2529;outline-offset:2px}"
)
# Words of 2009, so that a phone of 2014 understands them. A page that slept asks anew when it wakes.
SCRIPT = """
(function () {
  var box = document.getElementById('box'), note = document.getElementById('note'), version = '', busy = false, timer;
  function ask(method, path, content, then) {
    var line = new XMLHttpRequest(), over = false;
    function end(state) { if (!over) { over = true; then(state); } }
    line.open(method, path + '?lang=' + document.documentElement.lang + '&v=' + version + '&t=' + new Date().getTime(), true);
    line.timeout = 15000;
    line.setRequestHeader('Content-Type', 'application/json');
    line.onreadystatechange = function () {
      if (line.readyState !== 4) { return; }
      var state = null;
      try { state = JSON.parse(line.responseText); } catch (error) { state = null; }
      end(state);
    };
    line.send(content ? JSON.stringify(content) : null);
  }
  function show(state) {
    if (!state) { note.innerHTML = note.getAttribute('data-lost'); return; }
    note.innerHTML = '';
    if (state.error) { note.appendChild(document.createTextNode(state.error)); }
    if (state.html) {
      var asked = document.getElementById('code');
      if (asked && state.html.indexOf('id="code"') >= 0) { version = state.version; return; }
      box.innerHTML = state.html; version = state.version;
    }
  }
  function typed(name) { return document.getElementById(name).value; }
  function again() { clearTimeout(timer); timer = setTimeout(look, 1500); }
  function look() { ask('GET', '/p/state', null, function (state) { if (!busy) { show(state); } again(); }); }
  function send(content) {
    if (busy) { return; }
    busy = true;
    ask('POST', '/p/do', content, function (state) { busy = false; if (state && content.code) { version = ''; } show(state); });
  }
  document.addEventListener('click', function (event) {
    var part = event.target;
    while (part && part !== box && part.nodeName !== 'BUTTON') { part = part.parentNode; }
    if (!part || part.nodeName !== 'BUTTON') { return; }
    if (part.id === 'enter') { send({ code: typed('code'), name: typed('name') }); }
    else { send(JSON.parse(part.getAttribute('data-event'))); }
  });
  document.addEventListener('visibilitychange', function () { if (!document.hidden) { look(); } });
  again();
})();
"""


def phone_page(room: Room, player: int | None, code: str) -> str:
    """The whole page."""
    lost = _("No connection. Stay here: it tries again.")
    other = next(name for name in LANGUAGE_NAMES if name != current())
    return (
        f"{plain_head(_('Workshop'), current(), f'<style>{STYLE}</style>')}"
        f'<body><main><div id="box">{phone(room, player, code)["html"]}</div>'
        f'<p id="note" role="alert" data-lost="{escape(lost)}"></p></main>'
        f'<p><a lang="{other}" href="/p?lang={other}&amp;room={escape(code)}">{LANGUAGE_NAMES[other]}</a></p>'
        f"<script>{SCRIPT}</script></body></html>"
    )


def phone(room: Room, player: int | None, code: str = "") -> dict[str, Any]:
    """What a phone shows now."""
    version = f"{room.version}-{player}"
    return {"version": version, "html": _enter(code) if player is None else _question(room, player)}


def _enter(code: str) -> str:
    return (
        f'<h1>{escape(_("Come into the workshop"))}</h1><label for="code">{escape(_("Code of the room"))}</label>'
        f'<input id="code" maxlength="6" autocomplete="off" autocapitalize="characters" value="{escape(code)}">'
        f'<label for="name">{escape(_("Nickname, if you like"))}</label>'
        f'<input id="name" maxlength="{LONGEST_NICKNAME}" autocomplete="off">'
        f'<button type="button" class="go" id="enter">{escape(_("Come in"))}</button>'
        f'<p class="small">{escape(_("No account. You get a number; a nickname is shown in this room and is not saved."))}</p>'
    )


def _question(room: Room, player: int) -> str:
    place = room.session.place
    if place.boards_decide:
        return _you(room, player) + _sheet(room, place, board_of(player))
    if place.question:
        return _you(room, player) + _cards(room, place, player)
    return f"{_you(room, player)}<h1>{in_html(place.step.title)}</h1><p>{escape(_('Look at the screen.'))}</p>"


def _you(room: Room, player: int) -> str:
    text = _("You are number {n}. Table {board}.").format(n=player, board=board_of(player))
    name = room.nicknames.get(player)
    return f'<p class="small">{escape(f"{name}. {text}" if name else text)}</p>'


def board_of(player: int) -> int:
    """The table of a player.

    >>> [board_of(player) for player in (1, 5, 6)]
    [1, 5, 1]
    """
    return (player - 1) % NUMBER_OF_BOARDS + 1


def _cards(room: Room, place: Place, player: int) -> str:
    shown = room.session.state.phones.get(place.question, {}).get(player)
    if room.session.is_locked and place.question != "commitment":
        return f"<h1>{in_html(place.step.title)}</h1><p>{escape(_('Look at the screen.'))}</p>"
    buttons = "".join(
        f'<button type="button" class="{"on" if card.id == shown else ""}" aria-pressed="{str(card.id == shown).lower()}" '
        f'data-event="{{&quot;card&quot;: &quot;{card.id}&quot;}}">{swatch(card.id)}{in_html(card)}</button>'
        for card in place.step.card
    )
    note = _("Whoever does not decide is played by the model.") if place.step.yearly else ""
    note = _("Noted. You may still change it.") if shown else note
    return f'<h1>{in_html(place.step.title)}</h1>{buttons}<p class="small" role="status">{escape(note)}</p>'


def _sheet(room: Room, place: Place, board: int) -> str:
    sheet = room.session.state.sheets.get(board, {}).get(place.year, {})
    parts = []
    for lever in levers().values():
        stops = "".join(
            f'<button type="button" class="{"on" if sheet.get(lever.id) == stop else ""}" '
            f'aria-pressed="{str(sheet.get(lever.id) == stop).lower()}" '
            f'data-event="{{&quot;lever&quot;: &quot;{lever.id}&quot;, &quot;stop&quot;: {stop}}}">'
            f"{LETTERS_OF_STOPS[stop]} {escape(declared(lever.stop[stop], current()))}</button>"
            for stop in range(len(lever.stop))
        )
        parts.append(f'<h2>{in_html(lever.title)}</h2><div class="stops">{stops}</div>')
    head = _("{board}, year {n}").format(board=board_name(board), n=place.year + 1)
    note = _("One phone for the whole table is enough. What is not ticked stays as it was.")
    return f"<h1>{escape(head)}</h1><p>{escape(note)}</p>{''.join(parts)}"
