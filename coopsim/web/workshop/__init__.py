"""The workshop's pages, plain HTML from one room: the trainer's cockpit, the projector, the phones."""
