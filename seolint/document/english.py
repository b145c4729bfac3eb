"""English words without their endings: ``knives`` and ``knife`` are one word, ``baking``, ``baked`` and ``bakes`` are ``bake``."""

from __future__ import annotations

import re

_FORMS = (
    "man men|woman women|child children|person people|foot feet|tooth teeth|goose geese|mouse mice|knife knives|life lives|"
    "wife wives|leaf leaves|loaf loaves|half halves|shelf shelves|wolf wolves|thief thieves|calf calves|scarf scarves|"
    "self selves|analysis analyses|crisis crises|thesis theses|basis bases|hypothesis hypotheses|criterion criteria|"
    "phenomenon phenomena|index indices|matrix matrices|vertex vertices|appendix appendices|quiz quizzes|ox oxen|"
    "cache caches caching cached|ache aches|headache headaches|niche niches|avalanche avalanches|shoe shoes|toe toes|"
    "movie movies|cookie cookies|zombie zombies|tie ties tying tied|lie lies lying lied|die dies dying died|pie pies|"
    "calorie calories|rookie rookies|use uses using used|cause causes|pause pauses|clause clauses|house houses|"
    "excuse excuses|reuse reuses|mouse mouses|axis axes|url urls|pdf pdfs|nft nfts|dvd dvds|be are were been|"
    "have has had having|do does did done|go goes went gone|see sees saw seen|make made|take took taken|get got gotten|"
    "give gave given|know knew known|think thought|find found|tell told|become became|leave left|feel felt|bring brought|"
    "begin began begun|keep kept|hold held|write wrote written|stand stood|hear heard|mean meant|meet met|run ran|pay paid|"
    "sit sat|speak spoke spoken|grow grew grown|lose lost|fall fell fallen|send sent|build built|draw drew drawn|"
    "break broke broken|spend spent|rise rose risen|drive drove driven|buy bought|wear wore worn|choose chose chosen|"
    "teach taught|sell sold|catch caught|fight fought|throw threw thrown|fly flew flown|eat ate eaten|sing sang sung|"
    "swim swam swum|drink drank drunk|ring rang rung|win won|sleep slept|hide hid hidden|ride rode ridden|"
    "shake shook shaken|forget forgot forgotten|freeze froze frozen|steal stole stolen|bite bit bitten|feed fed|"
    "seek sought|sweep swept|swear swore sworn|tear tore torn|wake woke woken|shine shone|shoot shot|learn learnt|"
    "dream dreamt|burn burnt|spell spelt|show shown|prove proven|add adds adding added|agree agreed|free freed|"
    "guarantee guaranteed|refer referring referred|prefer preferring preferred|control controlling controlled|"
    "travel travelling travelled|cancel cancelling cancelled|label labelling labelled|model modelling modelled|"
    "offer offers offered|focus focusing focused|edit editing edited|change changing changed|arrange arranging arranged|"
    "challenge challenging challenged|exchange exchanging exchanged|range ranging ranged|charge charging charged|"
    "merge merging merged|taste tasting tasted|paste pasting pasted|waste wasting wasted|guide guiding guided|"
    "queue queueing queued|value valuing valued|continue continuing continued|issue issuing issued|argue arguing argued|"
    "raise raising raised|please pleasing pleased|lease leasing leased|release releasing released|"
    "increase increasing increased|decrease decreasing decreased|purchase purchasing purchased|browse browsing browsed|"
    "close closing closed|create creating created|leave leaving|schedule scheduling scheduled|define defining defined|"
    "combine combining combined|compare comparing compared|prepare preparing prepared|share sharing shared|"
    "explore exploring explored|store storing stored|ignore ignoring ignored|require requiring required|"
    "acquire acquiring acquired|measure measuring measured|ensure ensuring ensured|configure configuring configured|"
    "capture capturing captured|secure securing secured|provide providing provided|decide deciding decided|"
    "include including included|exclude excluding excluded|invite inviting invited|compute computing computed|"
    "execute executing executed|contribute contributing contributed|complete completing completed|delete deleting deleted|"
    "promote promoting promoted|quote quoting quoted|note noting noted|vote voting voted|determine determining determined|"
    "imagine imagining imagined|examine examining examined|machine machines|upgrade upgrading upgraded|"
    "trade trading traded|grade grading graded|invade invading invaded|explode exploding exploded|"
    "welcome welcoming welcomed|scrape scraping scraped|shape shaping shaped|type typing typed|escape escaping escaped|"
    "advertise advertising advertised|exercise exercising exercised|promise promising promised|"
    "surprise surprising surprised|practise practising practised|enterprise enterprises|base based basing|phrase phrases|"
    "phase phases|license licensing licensed|sense senses sensing|response responses|expense expenses|purpose purposes|"
    "compose composing composed|expose exposing exposed|propose proposing proposed|purse purses|course courses|"
    "nurse nurses nursing|horse horses|reverse reversing reversed|parse parsing parsed|eye eyes|rewrite rewrote rewritten|"
    "overtake overtook|understand understood|rename renaming renamed|route routing routed|structure structuring structured|"
    "menu menus|api apis|taxi taxis|ski skis|lens lenses|photo photos|undo undid undone|rebuild rebuilt|outgrow outgrew|"
    "withdraw withdrew withdrawn"
)
"""Words and those of their forms that the rules below do not find."""

_WHOLE = frozenset(
    "news series species always this thus plus gas canvas atlas bias alias lens perhaps besides towards afterwards "
    "sometimes yes was has does its his hers ours theirs as is us less unless across business process access address "
    "success wireless mathematics physics economics politics ethics windows mercedes james during morning evening nothing "
    "something anything everything ceiling string spring thing king wing ring bring sing ping swing sting sling cling bed "
    "red shed sled need seed feed speed weed greed breed bleed exceed proceed succeed indeed embed hundred sacred naked "
    "wicked rugged kindred marketing building meeting clothing housing wedding bedding heading setting accounting banking "
    "engineering networking offering being meaning sibling pudding duckling darling sterling viking boeing beijing outing "
    "lightning awning dumpling rating according regarding concerning saas paas iaas wellbeing kubernetes postgres axios "
    "pandas rails redux analytics jenkins sans macos ios chaos cosmos ethos kudos biped moped infrared united limited".split()
)
"""Words that only look like forms, and those that mean something else than the word that they were made of."""

_KNOWN = {word: word for word in _WHOLE} | {form: forms.split()[0] for forms in _FORMS.split("|") for form in forms.split()}
_VOWEL = re.compile("[aeiouyà-öø-ÿ]")
_HISSING = re.compile(r"(?:sh|ch|x|ss|zz|[^aeiou]o|us)\Z")
_SHORT = re.compile("[^aeiou]*[aeiouy][^aeiouwxy]")
"""One syllable that ends in one consonant: with an ending it has lost an ``e`` (``bak-ing``), or has a double letter."""
_MUTE = re.compile(r"(?:[cuvz]|[^aeiour]l|[^aeo]at|[aeiou]s|[dl]g|[ai]g)\Z")
"""Ends of longer words that have lost an ``e``: ``pric-ing``, ``optimiz-ing``, ``handl-ing``, ``updat-ing``, ``manag-ing``."""
_DOUBLE = re.compile(r"([bdgklmnprtv])\1\Z")
_LL = re.compile(r"(?:ll|ss|ff|zz)\Z")


def base_form(word: str) -> str:
    """``word``, in lower case, without an ending of English: plural, ``-s``, ``-ed``, ``-ing``; irregular ones by a table."""
    known = _KNOWN.get(word)
    if known is not None:
        return known
    if not _VOWEL.search(word):
        return word
    if word.endswith("s"):
        return _singular(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and not word.endswith("eed"):
            stem = word[: -len(ending)]
            return _stem(stem) if len(stem) > 1 and _VOWEL.search(stem) else word
    return word


def _singular(word: str) -> str:
    if word.endswith(("ss", "us", "is", "js")) or len(word) < 4:
        return word
    whole = word[:-1]
    if whole in _WHOLE:
        return whole
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es") and _HISSING.search(word, 0, len(word) - 2):
        return word[:-2]
    return whole


def _stem(stem: str) -> str:
    """The word that ``stem`` was before ``-ing`` or ``-ed``."""
    if stem in _KNOWN:
        return _KNOWN[stem]
    if stem + "e" in _KNOWN:
        return _KNOWN[stem + "e"]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLE.search(stem):
        return stem if _LL.search(stem) else stem[:-1]
    return stem + "e" if _SHORT.fullmatch(stem) or _MUTE.search(stem) else stem
