"""What is asked: ways to manage, factors, questions, and the points of a design."""
