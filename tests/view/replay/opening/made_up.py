"""What tests of an opening share: how large their made-up runs are, and what stands under their finding."""

SIZE = {"teams": 3, "seats": 24, "dots": 90, "weeks": 104}
STANDING = "Of 12 such worlds, <people first> loses fewer people in 11. This is world 1."
