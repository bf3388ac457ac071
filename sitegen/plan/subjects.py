"""What the ledger of counted claims is about: its keys, each in words, in the order of its index. It decides nothing.

The rooms that find claims give keys; a key without words here is shown as it is.
"""

from __future__ import annotations

PEOPLE = {
    "detained": ("Detained", "people taken into custody"),
    "killed": ("Killed", "people who lost their lives"),
    "injured": ("Injured", "people hurt"),
    "hospitalised": ("In hospital", "people taken to or treated in hospital"),
    "beaten": ("Beaten", "people beaten"),
    "tortured": ("Tortured", "people tortured or ill-treated"),
    "missing": ("Missing", "people whose whereabouts are not known"),
    "protested": ("Protested", "people at marches, rallies and pickets"),
    "on-strike": ("On strike", "people who stopped work"),
    "dismissed": ("Dismissed", "people who lost their post or place of study"),
    "resigned": ("Resigned", "people who gave up their post"),
    "accused": ("Accused", "people charged or under investigation"),
    "summoned": ("Summoned", "people called in for questioning"),
    "searched": ("Searched", "people whose homes or offices were searched"),
    "sentenced": ("Sentenced", "people sentenced"),
    "convicted": ("Convicted", "people found guilty"),
    "acquitted": ("Acquitted", "people found not guilty"),
    "imprisoned": ("Imprisoned", "people held in prison"),
    "fined": ("Fined", "people fined"),
    "released": ("Released", "people set free"),
    "deported": ("Deported", "people put out of a country"),
    "emigrated": ("Left the country", "people who left a country"),
    "displaced": ("Displaced", "people driven from their homes"),
    "rescued": ("Rescued", "people brought to safety"),
    "infected": ("Infected", "people who caught a disease"),
    "recovered": ("Recovered", "people who overcame a disease"),
    "vaccinated": ("Vaccinated", "people vaccinated"),
    "tested": ("Tested", "people tested for a disease"),
    "voted": ("Voted", "people who cast a vote"),
    "signed": ("Signed", "people who put their name to something"),
    "employed": ("Employed", "people at work somewhere"),
    "registered": ("Registered", "people put on a list"),
    "sanctioned": ("Sanctioned", "people put under sanctions"),
    "deployed": ("Deployed", "soldiers, police and others sent out"),
    "mobilised": ("Called up", "people called up for service"),
    "elected": ("Elected", "people voted into office"),
    "supported": ("Supported", "people who received help"),
    "other": ("Other figures", "what curators read of neither people nor money"),
    "": ("Other people", "people counted, where no word tells what happened to them"),
}

MONEY = {
    "aid": "aid",
    "bail": "bail",
    "bribe": "a bribe",
    "budget": "a budget",
    "damages": "damages",
    "debt": "a debt",
    "donated": "donated",
    "fined": "a fine",
    "investment": "invested",
    "loan": "a loan",
    "loss": "a loss",
    "paid": "paid",
    "pension": "a pension",
    "price": "a price",
    "reserves": "reserves",
    "revenue": "revenue",
    "salary": "pay",
    "stolen": "stolen",
    "tax": "a tax",
    "worth": "worth",
}

CURRENCIES = {
    "USD": "US dollars",
    "EUR": "Euros",
    "GBP": "Pounds sterling",
    "BYN": "Belarusian roubles",
    "BYR": "Belarusian roubles before 2016",
    "RUB": "Russian roubles",
    "RUR": "Russian roubles before 1998",
    "UAH": "Ukrainian hryvnias",
    "PLN": "Polish zlotys",
    "CHF": "Swiss francs",
    "CZK": "Czech crowns",
    "SEK": "Swedish crowns",
    "NOK": "Norwegian crowns",
    "DKK": "Danish crowns",
    "CNY": "Chinese yuan",
    "JPY": "Japanese yen",
    "KZT": "Kazakh tenge",
    "TRY": "Turkish lira",
    "AUD": "Australian dollars",
    "CAD": "Canadian dollars",
    "GEL": "Georgian lari",
    "INR": "Indian rupees",
    "rubles": "Roubles, of which state is not said",
    "dollars": "Dollars, of which state is not said",
}

HEDGES = {
    "about": "about {}",
    "at-least": "at least {}",
    "more-than": "more than {}",
    "at-most": "up to {}",
    "less-than": "fewer than {}",
    "nearly": "nearly {}",
    "": "{}",
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
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        # In words only where that is as exact and no longer.
        if number >= size and round(number / size, 3) * size == number:
            return f"{_short(number / size)} {word}"
    return f"{round(number):,}" if number == round(number) else f"{number:,.2f}"


def _short(number: float) -> str:
    return f"{number:,.3f}".rstrip("0").rstrip(".")


def reading(low: float | None, high: float | None, hedge: str) -> str:
    """What a statement states, in the site's form: `more than 7,000`, `15 to 20`; empty where it names no number."""
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low != high:
        return f"{number_words(low)} to {number_words(high)}"
    number = low if low is not None else high
    pattern = HEDGES.get(hedge, "{}")
    if pattern == "{}" and (low is None or high is None):
        pattern = HEDGES["at-least" if high is None else "at-most"]
    return pattern.format(number_words(number or 0))
