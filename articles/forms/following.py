"""The form that adds a feed or a folder to follow."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser

from articles.following.folders import FolderError, allowed
from articles.models import Outlet, Subscription
from fetching import FetchError
from newsroom.fetched import policy

LONGEST_ADDRESS = 600
# Minutes between two looks.
SHORTEST, LONGEST = 5, 7 * 24 * 60


class PaceForm(forms.Form):
    """The outlet of a feed or a folder, and how often it is looked at."""

    outlet = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"list": "outlets"})
    )
    minutes = forms.IntegerField(
        min_value=SHORTEST, max_value=LONGEST, initial=15, label="Minutes between two looks"
    )

    @property
    def values(self) -> dict[str, Any]:
        """The columns of a subscription that the form sets; its outlet is created if it is new."""
        name = self.cleaned_data["outlet"].strip()
        outlet = Outlet.objects.get_or_create(name=name)[0] if name else None
        return {"outlet": outlet, "minutes": self.cleaned_data["minutes"]}


class SubscriptionForm(PaceForm):
    """The address of a feed or a folder, its outlet, and how often it is looked at."""

    address = forms.CharField(
        max_length=LONGEST_ADDRESS, widget=forms.TextInput(attrs={"spellcheck": "false"})
    )

    field_order = ("address", "outlet", "minutes")

    def clean_address(self) -> str:
        """The address, if the settings allow it to be followed and nobody follows it yet."""
        written: str = self.cleaned_data["address"]
        try:
            address = str(allowed(written)) if is_folder(written) else policy().target(written).url
        except (FetchError, FolderError) as error:
            raise forms.ValidationError(str(error)) from None
        if len(address) > LONGEST_ADDRESS:
            raise forms.ValidationError(
                f"The address has {len(address)} characters; {LONGEST_ADDRESS} can be kept."
            )
        if Subscription.objects.is_followed(address):
            raise forms.ValidationError(f"{address} is followed already.")
        return address

    def added(self, user: AbstractBaseUser | None) -> Subscription:
        """Store what is to be followed; it is due at once."""
        address = self.cleaned_data["address"]
        kind = Subscription.Kind.FOLDER if is_folder(address) else Subscription.Kind.FEED
        return Subscription.objects.create(
            kind=kind, address=address, added_by_id=user.pk if user else None, **self.values
        )


def is_folder(address: str) -> bool:
    """Whether an address is a path of this server."""
    return address.startswith(("/", "~", "."))
