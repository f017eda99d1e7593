"""Who meets the people of an article, who of them are children, and what only looks like a doer."""

from __future__ import annotations

from extraction.lexicon import words

OF_OTHERS = words(
    """judge magistrate coroner bailiff jailer doctor surgeon paramedic dispatcher midwife officer
    constable policeman policewoman detective clerk conductor usher waiter waitress receptionist
    cashier neighbour neighbor referee umpire linesman interpreter translator landlord landlady
    bystander caller passer-by"""
)
"""Who meets the people of an article in their trade, and seldom is one of those it is about."""
CHILDREN = words(
    """boy girl child kid pupil student schoolboy schoolgirl youngster teenager son daughter brother
    sister twin player striker goalkeeper singer actor actress musician gymnast swimmer skater
    dancer runner rider winner champion prodigy novice finalist survivor victim refugee patient"""
)
"""What a child may be called."""
NO_DOERS_BY_ENDING = words(
    """audience crowd community choir chorus gallery letter order paper newspaper number river tower
    chapter computer poster banner answer matter weather winter summer water server register tracker
    folder placard door floor error mirror motor"""
)
"""What is no person, though it ends as “trader” and “actor” do, or speaks as one."""
