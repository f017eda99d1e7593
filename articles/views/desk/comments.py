"""Comments of editors on a quotation, which readers do not see."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from articles.corrections.remarks import comment
from articles.forms.remarks import CommentForm
from articles.models import Comment, Quotation
from articles.views.desk.editing import editor
from newsroom.web.http import HtmxHttpRequest


@require_POST
def add_comment(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    quotation = get_object_or_404(Quotation.objects.for_editing(), pk=pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        comment(quotation, form.cleaned_data["text"], editor(request))
    else:
        messages.error(
            request, f"The comment was not saved. {' '.join(map(str, form.errors['text']))}"
        )
    return redirect(f"{quotation.get_absolute_url()}#comments")


@require_POST
def remove_comment(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Remove a comment of the editor’s own."""
    found = get_object_or_404(Comment.objects.all().by_user(request.user), pk=pk)
    back = found.quotation or found.article
    found.delete()
    messages.info(request, "Your comment is removed.")
    return redirect(f"{back.get_absolute_url()}#comments")
