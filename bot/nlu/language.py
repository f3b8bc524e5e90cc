"""Which language a shopper writes in, where the text decides it. No Rasa."""

from __future__ import annotations

import re

from actions.values.address import find_address
from bot.nlu.grams import masked
from bot.nlu.words import IS_HAN

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
KANA = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
# Said in both languages: they decide nothing.
SHARED_WORDS = (
    "ok okay okok okk k app vip sf ems dhl ups pos vs yes yeah no stop bye byebye thx 3q cool nice"
)
SHARED = frozenset(SHARED_WORDS.split())
COMMON_WORDS = """
    the a an i i'm i've im my me mine you your u ur we our us it its it's he she they them this
    that these those is are was were be been am do does did don't dont didn't not yep nope nah have
    has had can can't cant could will won't would should may might please pls plz to of in on at
    for from by with about after before and or but if so because when where what why how who which
    there here just still yet again now today tomorrow tonight hi hello hey goodbye thanks thank
    sorry good morning evening afternoon night sure fine great right wrong correct exactly okay
    order orders parcel package delivery deliver delivered shipping ship shipped track tracking
    refund return cancel address payment pay paid card money charged invoice receipt item items
    human agent person help forget nevermind want need get got give change send sent late missing
    broken wrong size blue red black white one two first second last both all next week never
    always every already worst best better rule rules support hours hrs play accept accepted
    representative excellent terrible unbelievable incorrect howdy greetings cheers appreciated
    appreciate take care farewell mind much desk service useless stupid idiots pathetic idiot shop
    store app's wtf lol gtg cya nvm obliged mate legend policy stock damaged defective box exchange
"""
COMMON = frozenset(COMMON_WORDS.split())
PARTICLES = re.compile("[的了吗呢吧啊我你他您请不没怎么是在这那给要想把被还就都有]")


def language_of(text: str) -> str | None:
    """zh, en, or None where plain `text` does not decide.

    Numbers, e-mails and addresses decide nothing; nor do words both languages use.
    """
    rest = masked(text)
    if place := find_address(rest):
        rest = rest[: place[0]] + " " + rest[place[1] :]
    han = len(IS_HAN.findall(rest))
    said = [word for word in WORD.findall(rest) if len(word) > 1 or word in ("i", "a", "u")]
    counted = [word for word in said if word not in SHARED]
    common = sum(word in COMMON for word in counted)
    if KANA.search(rest) and not common:
        return None
    if not han:
        return "en" if common else None
    if not counted:
        return "zh"
    particles = len(PARTICLES.findall(rest))
    if not particles and common >= 2:
        return "en"
    return "zh" if han >= len(counted) or particles * 2 >= len(counted) else "en"
