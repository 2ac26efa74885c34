"""What the settings are made from: the variables of the environment, each noun in a file, read and looked through."""
