"""Many runs over up to three parameters, for the page Investigate: what is asked, what came of it, how it is shown and saved."""
