"""The fault bank: submissions that crash, cheat or lie, graded by the real command."""
