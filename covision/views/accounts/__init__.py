"""Signing in, the account, own data."""
