"""A person: who comes with a login, without a password."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from .ids import random_id


class Person(AbstractBaseUser):
    """A person without an address and without an identity is a guest."""

    password = models.CharField(max_length=128, default="!", editable=False)  # "!" matches nothing
    last_login = None
    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    name = models.CharField(max_length=40, blank=True, default="")  # what meetings are offered first
    email = models.EmailField(unique=True, null=True)  # noqa: DJ001 (two people without one must not collide)
    language = models.CharField(max_length=8, default="en")
    simulated = models.BooleanField(default=False)
    joined = models.DateField()  # a day and no more; when somebody was last here is not kept at all

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["joined"]
