"""The claim under one theory of the farmer after another."""
