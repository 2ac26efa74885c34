"""What people can do: one function and one transaction each, told who asks and what time it is."""
