"""The flight simulator: a local page on which one runs the firm, quarter by quarter, against a policy of ours."""
