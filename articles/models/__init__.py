"""The models: articles, quotations, speakers, entities, and the decisions of editors.

An article's body is kept verbatim; every offset counts Unicode code points into it, half-open.
Quotations, entities and mentions are extracted, and a newer extractor replaces them article by
article (`ingest/store.py`).  Decisions are people's: they are laid over the extracted rows
whenever these are replaced (`corrections/`).  Changes log who decided what, and when.
"""

from __future__ import annotations

from articles.models.appearances import Appearance
from articles.models.articles import Article
from articles.models.batches import Batch
from articles.models.calls import Calls
from articles.models.changed_articles import ChangedArticle
from articles.models.choices import choices
from articles.models.clippings import Clipping, ClippingList
from articles.models.copies import CopyDecision, Shingle
from articles.models.countries import Country
from articles.models.decisions import Change, Decision
from articles.models.deleted import DeletedArticle
from articles.models.entities import Entity, Mention
from articles.models.open_forms import OpenForm
from articles.models.outlets import Outlet
from articles.models.quotations import Quotation
from articles.models.remarks import Assignment, Comment, Report
from articles.models.searches import Digest, DigestItem, SavedSearch
from articles.models.speakers import Speaker, SpeakerName
from articles.models.subscriptions import Item, Subscription
from articles.models.tenures import Tenure
from articles.models.tokens import Token
from articles.models.utterances import UtteranceDecision
from articles.models.work import ExtractionWork

__all__ = [
    "Appearance",
    "Article",
    "Assignment",
    "Batch",
    "Calls",
    "Change",
    "ChangedArticle",
    "Clipping",
    "ClippingList",
    "Comment",
    "CopyDecision",
    "Country",
    "Decision",
    "DeletedArticle",
    "Digest",
    "DigestItem",
    "Entity",
    "ExtractionWork",
    "Item",
    "Mention",
    "OpenForm",
    "Outlet",
    "Quotation",
    "Report",
    "SavedSearch",
    "Shingle",
    "Speaker",
    "SpeakerName",
    "Subscription",
    "Tenure",
    "Token",
    "UtteranceDecision",
    "choices",
]
