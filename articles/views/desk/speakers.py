"""Corrections of speakers: fields, names, merges and splits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from articles.corrections import speakers
from articles.corrections.changes import CannotCorrectError
from articles.forms.desk import (
    SPEAKER_TYPES,
    MergeForm,
    NameForm,
    SpeakerForm,
    SplitForm,
    label_of,
    labels_of,
)
from articles.models import Change, Speaker
from articles.search.answers.speakers import suggest
from articles.views.desk.editing import done, editor, saved, saving
from articles.views.desk.presence import closed, others
from newsroom.web.http import HtmxHttpRequest, render

# The code of the error of a name that another speaker has, and how many of them it lists.
KNOWN = "known"
NAMED = 5
# How many quotes can be ticked on the page of a split that begins there.
LATEST = 30
# In place of a type of speaker: the name is nobody’s.
NOBODY = "nobody"


@require_http_methods(["GET", "HEAD", "POST"])
def edit_speaker(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    with saving(request):
        speaker = get_object_or_404(Speaker.objects.select_related("country"), pk=pk)
        form = SpeakerForm(speaker, request.POST or None)
        if speaker.root != speaker:
            if not form.is_bound:
                return redirect("speaker-edit", speaker.root.pk)
            form.add_error(None, _merged(speaker))
        renamed = form.is_bound and form.is_valid() and form.values().get("name")
        if renamed and (known := _known_names(request, speaker, renamed)):
            form.add_error("name", known)
        elif form.is_bound and form.is_valid():
            change = speakers.edit(speaker, form.values(), editor(request))
            closed(request, "speaker", pk)
            return done(request, change, saved(form), speaker)
    context = {
        **others(request, "speaker", pk),
        "latest": Change.objects.all().on_row_of(speaker).last() if form.clashes else None,
        "speaker": speaker,
        "form": form,
        "names": speaker.names.all(),
        "name_form": NameForm(),
        "apart": form.has_error("name", KNOWN),
    }
    return render(request, "desk/speaker.html", context, status=422 if form.errors else 200)


def _merged(speaker: Speaker) -> ValidationError:
    """An error that says whom a speaker was merged into while the form was open."""
    link = reverse("speaker-edit", args=[speaker.root.pk])
    message = '{} was merged into {} meanwhile, and nothing is saved. <a href="{}">Edit {}</a>'
    return ValidationError(
        format_html(message, speaker.name, speaker.root.name, link, speaker.root.name)
    )


def _known_names(request: HtmxHttpRequest, speaker: Speaker, name: str) -> ValidationError | None:
    """An error that names others who have a name, unless the editor said they are others."""
    others = [] if "apart" in request.POST else speakers.namesakes(name, speaker)
    if not others:
        return None
    merge = reverse("speaker-merge", args=[speaker.pk])
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a> (<a href="{}?{}">merge the two?</a>)',
        [
            (other.get_absolute_url(), other.name, merge, urlencode({"into": label}))
            for label, other in zip(labels_of(others[:NAMED]), others, strict=False)
        ],
    )
    message = format_html("“{}” is on file already: {}. Or say that they are others.", name, links)
    return ValidationError(message, code=KNOWN)


@require_POST
def change_names(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Add or remove a name."""
    speaker = get_object_or_404(Speaker, pk=pk)
    if "remove" in request.POST:
        removed = request.POST["remove"].replace("\0", "")
        try:
            change = speakers.remove_name(speaker, removed, editor(request))
        except CannotCorrectError as error:
            messages.error(request, str(error))
            return redirect("speaker-edit", pk)
        return done(request, change, f"{speaker.name} is no longer found as “{removed}”.",
                    "speaker-edit", pk=pk)  # fmt: skip
    form = NameForm(request.POST)
    alias = form.cleaned_data["alias"] if form.is_valid() else ""
    known = _known_names(request, speaker, alias) if alias else None
    if known:
        form.add_error("alias", known)
    if not form.is_valid():
        context = {
            "speaker": speaker,
            "form": SpeakerForm(speaker),
            "names": speaker.names.all(),
            "name_form": form,
            "alias_apart": known is not None,
        }
        return render(request, "desk/speaker.html", context, status=422)
    change = speakers.add_name(speaker, alias, editor(request))
    return done(request, change, f"{speaker.name} is found as “{alias}” too.",
                "speaker-edit", pk=pk)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def merge_speaker(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Choose the other speaker, preview what moves, then merge."""
    speaker = get_object_or_404(Speaker.objects.select_related("country"), pk=pk)
    data = request.POST or (request.GET if "into" in request.GET else None)
    form = MergeForm(speaker, data)
    preview = None
    if form.is_bound and form.is_valid():
        into: Speaker = form.cleaned_data["into"]
        try:
            preview = speakers.preview_merge(speaker, into)
            if request.method == "POST":
                change = speakers.merge(speaker, into, editor(request))
                message = f"{speaker.name} is now {into.name}."
                return done(request, change, message, into)
        except CannotCorrectError as error:
            form.add_error("into", str(error))
            preview = None
    alike = [other for other in _alike(speaker) if other.pk != speaker.pk]
    context = {
        "speaker": speaker,
        "form": form,
        "preview": preview,
        "label": label_of(preview.into) if preview else "",
        "alike": list(zip(labels_of(alike), alike, strict=True)),
    }
    return render(request, "desk/merge.html", context, status=422 if form.errors else 200)


def _alike(speaker: Speaker) -> list[Speaker]:
    """Likely targets of a merge: speakers that share the longest word of the name."""
    words = sorted(speaker.name.split(), key=len)[-1:]
    return suggest(" ".join(words), 8)


@require_http_methods(["GET", "HEAD", "POST"])
def split_speaker(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Give ticked quotes to another speaker; where the name is in question, ask who it is."""
    speaker = get_object_or_404(Speaker, pk=pk)
    data = request.POST.copy()
    if taken := data.get("take"):
        data["to"] = taken
        data.pop("new", None)
    form = SplitForm(speaker, data if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _split_page(request, speaker, form)
    cleaned: dict[str, Any] = form.cleaned_data
    to = cleaned["speaker"] or speakers.create(cleaned["to"], speaker.type, editor(request))
    change = speakers.split(speaker, cleaned["quotes"], to, editor(request))
    count = len(cleaned["quotes"])
    said = (
        f"{count} quote{'s' if count > 1 else ''} now {'are' if count > 1 else 'is'} {to.name}’s."
    )
    return done(request, change, said, to)


def _split_page(request: HtmxHttpRequest, speaker: Speaker, form: SplitForm) -> HttpResponse:
    """The form with what was ticked and typed, or with the latest quotes where nothing was."""
    ticked = form.ticked
    rows = ticked or speaker.quotations.for_listing()[:LATEST]
    every = speaker.quotations.count()
    context = {
        "speaker": speaker,
        "form": form,
        "rows": rows,
        "every": every,
        "left_out": not ticked and every > LATEST,
        "ticked": bool(ticked),
        "asks": form.has_error("to") and form.new_name,
        "alike": form.alike if form.has_error("to") else [],
        "known": not form.has_error("to", "unknown"),
    }
    return render(request, "desk/split.html", context, status=422 if form.errors else 200)


@require_POST
def deny_speaker(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Say that a name is no person’s: an organization, a group, or nobody at all."""
    speaker = get_object_or_404(Speaker, pk=pk)
    kind = request.POST.get("type", "")
    labels = dict(SPEAKER_TYPES)
    try:
        if kind == NOBODY:
            change: Change | None = speakers.unname(speaker, editor(request))
            said = f"“{speaker.name}” is no speaker’s name: its quotes have none now."
        elif kind in labels:
            change = speakers.edit(speaker, {"type": kind}, editor(request))
            said = f"{speaker.name}: {labels[kind].lower()}."
        else:
            raise CannotCorrectError("Choose what it is: an organization, a group, or no name.")
    except CannotCorrectError as error:
        messages.error(request, str(error))
        return redirect("review-people")
    return done(request, change, said, "review-people")
