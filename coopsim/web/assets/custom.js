// The words of Solara's own messages stand in coopsim/web/frame.py, in the visitor's language.
