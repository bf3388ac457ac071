"""What the ledger of counted claims is about: its keys, each in words, in the order of its index. It decides nothing.

The rooms that find claims give keys; a key without words here is shown as it is.
"""

from __future__ import annotations

from sitegen.model.messages import Number, tr

PEOPLE = {
    "detained": (tr("Detained"), tr("people taken into custody")),
    "killed": (tr("Killed"), tr("people who lost their lives")),
    "injured": (tr("Injured"), tr("people hurt")),
    "hospitalised": (tr("In hospital"), tr("people taken to or treated in hospital")),
    "beaten": (tr("Beaten"), tr("people beaten")),
    "tortured": (tr("Tortured"), tr("people tortured or ill-treated")),
    "missing": (tr("Missing"), tr("people whose whereabouts are not known")),
    "protested": (tr("Protested"), tr("people at marches, rallies and pickets")),
    "on-strike": (tr("On strike"), tr("people who stopped work")),
    "dismissed": (tr("Dismissed"), tr("people who lost their post or place of study")),
    "resigned": (tr("Resigned"), tr("people who gave up their post")),
    "accused": (tr("Accused"), tr("people charged or under investigation")),
    "summoned": (tr("Summoned"), tr("people called in for questioning")),
    "searched": (tr("Searched"), tr("people whose homes or offices were searched")),
    "sentenced": (tr("Sentenced"), tr("people sentenced")),
    "convicted": (tr("Convicted"), tr("people found guilty")),
    "acquitted": (tr("Acquitted"), tr("people found not guilty")),
    "imprisoned": (tr("Imprisoned"), tr("people held in prison")),
    "fined": (tr("Fined"), tr("people fined")),
    "released": (tr("Released"), tr("people set free")),
    "deported": (tr("Deported"), tr("people put out of a country")),
    "emigrated": (tr("Left the country"), tr("people who left a country")),
    "displaced": (tr("Displaced"), tr("people driven from their homes")),
    "rescued": (tr("Rescued"), tr("people brought to safety")),
    "infected": (tr("Infected"), tr("people who caught a disease")),
    "recovered": (tr("Recovered"), tr("people who overcame a disease")),
    "vaccinated": (tr("Vaccinated"), tr("people vaccinated")),
    "tested": (tr("Tested"), tr("people tested for a disease")),
    "voted": (tr("Voted"), tr("people who cast a vote")),
    "signed": (tr("Signed"), tr("people who put their name to something")),
    "employed": (tr("Employed"), tr("people at work somewhere")),
    "registered": (tr("Registered"), tr("people put on a list")),
    "sanctioned": (tr("Sanctioned"), tr("people put under sanctions")),
    "deployed": (tr("Deployed"), tr("soldiers, police and others sent out")),
    "mobilised": (tr("Called up"), tr("people called up for service")),
    "elected": (tr("Elected"), tr("people voted into office")),
    "supported": (tr("Supported"), tr("people who received help")),
    "other": (tr("Other figures"), tr("what curators read of neither people nor money")),
    "": (tr("Other people"), tr("people counted, where no word tells what happened to them")),
}

MONEY = {
    "aid": tr("aid"),
    "bail": tr("bail"),
    "bribe": tr("a bribe"),
    "budget": tr("a budget"),
    "damages": tr("damages"),
    "debt": tr("a debt"),
    "donated": tr("donated"),
    "fined": tr("a fine"),
    "investment": tr("invested"),
    "loan": tr("a loan"),
    "loss": tr("a loss"),
    "paid": tr("paid"),
    "pension": tr("a pension"),
    "price": tr("a price"),
    "reserves": tr("reserves"),
    "revenue": tr("revenue"),
    "salary": tr("pay"),
    "stolen": tr("stolen"),
    "tax": tr("a tax"),
    "worth": tr("worth"),
}

CURRENCIES = {
    "USD": tr("US dollars"),
    "EUR": tr("Euros"),
    "GBP": tr("Pounds sterling"),
    "BYN": tr("Belarusian roubles"),
    "BYR": tr("Belarusian roubles before 2016"),
    "RUB": tr("Russian roubles"),
    "RUR": tr("Russian roubles before 1998"),
    "UAH": tr("Ukrainian hryvnias"),
    "PLN": tr("Polish zlotys"),
    "CHF": tr("Swiss francs"),
    "CZK": tr("Czech crowns"),
    "SEK": tr("Swedish crowns"),
    "NOK": tr("Norwegian crowns"),
    "DKK": tr("Danish crowns"),
    "CNY": tr("Chinese yuan"),
    "JPY": tr("Japanese yen"),
    "KZT": tr("Kazakh tenge"),
    "TRY": tr("Turkish lira"),
    "AUD": tr("Australian dollars"),
    "CAD": tr("Canadian dollars"),
    "GEL": tr("Georgian lari"),
    "INR": tr("Indian rupees"),
    "rubles": tr("Roubles, of which state is not said"),
    "dollars": tr("Dollars, of which state is not said"),
}

APPROXIMATE = frozenset({"about", "nearly", "indefinite"})


def subject_words(key: str) -> tuple[str, str]:
    """Heading and explanation of a subject; a key without words as it is, with a capital."""
    return PEOPLE.get(key) or (key.replace("-", " ").capitalize(), "")


def currency_words(unit: str) -> str:
    return CURRENCIES.get(unit, unit)


def purpose_words(key: str) -> str:
    return MONEY.get(key, key.replace("-", " "))


def number_words(number: float) -> str:
    """`6,700`, `1.5 million`, `2.35`."""
    # In words only where that is as exact and no longer.
    if _counts_in(1e12, number):
        return tr("{number} trillion", number=_short(number / 1e12))
    if _counts_in(1e9, number):
        return tr("{number} billion", number=_short(number / 1e9))
    if _counts_in(1e6, number):
        return tr("{number} million", number=_short(number / 1e6))
    return Number(number)


def _counts_in(size: float, number: float) -> bool:
    return number >= size and round(number / size, 3) * size == number


def _short(number: float) -> Number:
    return Number(round(number, 3), decimals=3)


def reading(low: float | None, high: float | None, hedge: str) -> str:
    """What a statement states, in the site's form: `more than 7,000`, `15 to 20`; empty where it names no number."""
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low != high:
        return tr("{low} to {high}", low=number_words(low), high=number_words(high))
    number = number_words((low if low is not None else high) or 0)
    if hedge not in _HEDGED and (low is None or high is None):
        hedge = "at-least" if high is None else "at-most"
    return _hedged(hedge, number)


_HEDGED = ("about", "at-least", "more-than", "at-most", "less-than", "nearly")


def _hedged(hedge: str, number: str) -> str:
    if hedge == "about":
        return tr("about {number}", number=number)
    if hedge == "at-least":
        return tr("at least {number}", number=number)
    if hedge == "more-than":
        return tr("more than {number}", number=number)
    if hedge == "at-most":
        return tr("up to {number}", number=number)
    if hedge == "less-than":
        return tr("fewer than {number}", number=number)
    return tr("nearly {number}", number=number) if hedge == "nearly" else number
