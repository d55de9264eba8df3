# Every word of the pages, in English. `ru.ftl` says the same; a test compares the two.
# Our own sentences use "said"; nothing is called true; "no … in this archive", never "no …".

## Every page
skip = Skip to the page
find-label = Search the record
find-button = Search
pages = Pages
today = Today
search = Search
versions = Versions
sources = Sources
method = Method
tongue = Language
foot = Who <em>uttered</em>, who <em>carried</em>, who <em>archived</em>: three different things. A report of a claim is not a claim of the outlet.
foot-method = How this is read
as-data = This page as data
as-table = The same as a table
hint = hint:
remove = Remove
previous = Previous
next = Next
paging = Pages of this list
page-of = Page { $page } of { $pages }
no-such-page = There is no page { $page } of this list. <a href="{ $href }">Begin with the first.</a>
more-in-data = and { $n } more in the <a href="{ $href }">data</a>
n-more = { $n } more

## Dates, sizes, languages
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 }
date-day = { $day } { month-name } { $year }
date-month = { month-name } { $year }
undated = undated
unit-bytes = bytes
unit-kb = kB
unit-mb = MB
unit-gb = GB
unit-tb = TB
unit-month = Month
unit-year = Year
language-en = English
language-ru = Russian
language-uk = Ukrainian
language-de = German
language-fr = French
language-es = Spanish
language-pt = Portuguese
language-it = Italian

## Counted things
n-statement = { $n ->
    [one] { $n } statement
   *[other] { $n } statements
 }
n-article = { $n ->
    [one] { $n } article
   *[other] { $n } articles
 }
n-month = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
n-version = { $n ->
    [one] { $n } version
   *[other] { $n } versions
 }
n-look = { $n ->
    [one] { $n } look
   *[other] { $n } looks
 }
n-word = { $n ->
    [one] { $n } word
   *[other] { $n } words
 }
n-unchanged = { $n ->
    [one] { $n } paragraph unchanged
   *[other] { $n } paragraphs unchanged
 }

## The words of the record
statement = Statement
statements = Statements
speaker = Speaker
speakers = Speakers
article = Article
articles = Articles
outlet = Outlet
outlets = Outlets
capture = Capture
captures = Captures
captured-pages = Pages
reader = Reader
text = Text
mode = Mode
act = Act
confidence = Confidence
spans = Spans
speaker-word = speaker
cue-word = cue
content-word = content
nobody = Nobody named
carried-by = carried by
carried-by-title = Carried by
unnamed-outlet = an outlet that is not named
no-headline = Without a headline
mode-direct = direct
mode-mixed = mixed
mode-indirect = indirect
mode-speech = speech
mode-is-direct = all of it in quotation marks
mode-is-mixed = part of it in quotation marks
mode-is-indirect = in the outlet’s words, none of it in quotation marks
mode-is-speech = first-person text or turn, by layout
class-saying = saying
class-asking = asking
class-judging = judging
class-believing = believing
class-wanting = wanting
kind-person = person
kind-office = office
kind-body = body
kind-group = group
kind-unknown = kind unknown
kind-is-person = A person, by the name as printed.
kind-is-office = An office or role: the text gives no name.
kind-is-body = A body: an institution, outlet, document or country that speaks.
kind-is-group = A group of people.
kind-is-unknown = Unknown kind: the text does not tell whether this is a person, an office, a body or a group, and we do not guess.
all-of-it = all of it
all-shown = Everything that was found is shown.
show-usual = Show only acts of saying and asking that are sure enough
show-all = Also show less sure statements and other acts ({ $n })
what-is-shown = what is shown
what-it-means = what it means

## Today
today-title = The latest statements
today-empty = This archive is empty. Add pages with <code>onrecord add PATH…</code>; they appear here as they are read.
today-lead = <a href="/search">{ $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
 }</a> by { $speakers ->
    [one] { $speakers } speaker
   *[other] { $speakers } speakers
 } in { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 } from <a href="/sources">{ $outlets ->
    [one] { $outlets } outlet
   *[other] { $outlets } outlets
 }</a>, read from <a href="/sources#archive">{ $captures ->
    [one] { $captures } captured page
   *[other] { $captures } captured pages
 }</a>.
today-none = No statement to be shown was found in the captured pages. <a href="/sources">See what was added.</a>
today-outlets = Statements that each carried. <a href="/sources">All sources, periods and failures</a>
today-undated = Undated, added on { $day }
today-order = In the order of publication, the newest first. What names no date, or one that lay ahead when it was added, stands at the end, in the order in which it came into the archive.
today-also = Also new:
today-beside = What else is new, and who carried how much
today-changed = Changed pages
today-all-changes = All changes
today-differing = Figures that differ
today-differing-note = Of the same thing and time, by different sources; which is right is not said here.
today-all-figures = All figures
today-running = Clocks that ran on
today-asked = asked { $clock } ago, no answer recorded in this archive
today-all-demands = All open demands
today-stale = Sources gone stale
today-all-sources = How every source fares
stale-failing = { $n ->
    [one] { $n } failure
   *[other] { $n } failures
 } in a row since it last answered well on { $since }
stale-unseen = not looked at since { $since }
stale-quiet = nothing new or changed since { $since }

## Search
ask-label = Words, “phrases” and operators
ask-help = Narrow with <code>speaker:</code><i>name</i> <code>outlet:</code><i>"name of outlet"</i> <code>mode:</code><i>direct</i> <code>class:</code><i>asking</i> <code>confidence:</code><i>0.8</i> <code>after:</code><i>2024-03</i> <code>before:</code><i>2024-06-15</i>, and by what is in it: <code>figure:</code><i>&gt;300</i> <code>unit:</code><i>immigrants</i> <code>demand:</code><i>open</i> <code>to:</code><i>name</i> <code>incident:</code><i>expel</i> <code>target:</code><i>diplomats</i> <code>about:</code><i>name</i>. <code>"In quotation marks"</code> finds words exactly as printed; without them, other endings are found too.
filters = Filters
narrow = Narrow the search
about = About { $name }
facet-speaker = Speaker
facet-outlet = Outlet
facet-mode = Mode
facet-class = Act
facet-year = Year
facet-cut = The { $n } commonest of { $all }.
more-than = >{ $n }
facet-language = Language
operators = What narrows a search, with examples
operator-speaker = Name or role of who said it
operator-outlet = Who carried it
operator-language = Language of the article, by its tag: en, ru
operator-mode = direct, mixed, indirect, speech
operator-class = saying, asking, judging, believing, wanting; any
operator-confidence = At least so sure; any
operator-after = Published then or later: a year, month or day
operator-before = Published then or earlier
operator-figure = A number in it: 300, >300, 100..500; any
operator-unit = What the number counts
operator-demand = A demand in it: open, closed, any
operator-to = Who is asked
operator-incident = An incident in it, by its kind; any
operator-actor = Who did it
operator-target = To whom
operator-about = Whom it names
operator-review = What people decided: open, accepted, corrected, rejected; any
operator-version = Of an edited page: newest, earlier; any
search-feed = New statements of this search as a feed
search-all-feed = New statements
search-of-feed = New statements: { $query }
articles-with = Articles whose text or headline has the words
first-of = The first { $n } of { $all }.
query-cut = Only the first { $n } characters of the query were read.
empty-shown = No statement that is shown at first matches
empty-none = No statement in this archive matches
empty-archive = The archive holds no articles yet. Add pages with <code>onrecord add PATH…</code>.
empty-searched = Searched: { $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
 } in { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
 } from <a href="/sources">{ $outlets ->
    [one] { $outlets } outlet
   *[other] { $outlets } outlets
 }</a>, published { $period }. That it is not here does not mean that it was not said.
empty-parts = What each part of the search finds, and what there is without it
empty-part = Part
empty-alone = Alone
empty-without = Without it
empty-behind = { $n ->
    [one] { $n } change of the archive still waits
   *[other] { $n } changes of the archive still wait
 } for the search index; try again in a moment.
chart-month = Statements by month of publication
chart-year = Statements by year of publication
chart-told-month = From { $first } to { $last }; the most in one month is { $most }. The table below has the same numbers.
chart-told-year = From { $first } to { $last }; the most in one year is { $most }. The table below has the same numbers.

## Statement
as-carried-on = as carried by { $outlet }, on { $day }
as-carried = as carried by { $outlet }, undated
rest-in-article = the rest stands in the article
uttered-by = Uttered by
names-nobody = the text names no speaker
archived-by = Archived by
this-archive = this archive
capture-short = capture { $id }…
in-context = In context
open-in-article = Open it in the article
open-original = Open the original address
to-quote = To quote it
evidence = Evidence
cue-printed = Cue as printed
cue-none = none: layout ties speaker and words
why-speaker = Why this speaker
confidence-of = of 1; <a href="/method#confidence">what it means</a>
code-points = code points of the article’s text
not-in-text = not in the text
cite-said = said:
cite-reported = said, as reported:
cite-nobody = is reported as saying:
cite-shortened = shortened
cite-line = { $who } { $said } { $words } — as carried by { $outlet }{ $title }, { $day }{ $url }. Statement { $id } ({ $mode }; read by { $reader }); capture sha256:{ $capture }, archived { $at }.
fetched = Fetched
file-dated = File dated
not-known = not known
added = Added
seen-at = Seen at
more-places = { $n ->
    [one] and { $n } more place
   *[other] and { $n } more places
 }
kept-in = Kept in
kept-at = at byte { $offset }

archive-link = Archive link
source-link = Source link
source-link-is = the original address, at these words
cite-files = Citation
cite-wiki = Reference for a wiki
cite-frame = To show it in another page
card-look = Look at the card
card-more = In the record: context and evidence
candidates = It may be:
fault-embed-form = `{ $form }` is not offered here: only `json`.

## Article
article-item = , item { $part } of its page
article-partial = the page shows only its beginning
article-read = { $n ->
    [one] { $n } statement
   *[other] { $n } statements
 } read by <code>{ $reader }</code>.
map = Map of the text: where its statements are
captures-rail = Captures of this page
article-no-text = No text of an article was found on this page.
published = Published
no-date = no date on the page
modified = Changed, it says
by = By
language = Language
address = Address
versions-of-this = versions of this page
added-at = added { $at }
seen-in = seen in
notes-beside = Statements in this paragraph
note-in-text = Statement { $n } in the text
note-statement = Statement { $n }
also-on-page = Also on this page
item = item { $part }
main-article = main article
other-captures = Other captures of this page
capture-of = This is capture { $n } of { $all }, by the time of adding.
what-changed = What changed between them
notes = Notes
where-seen = Where each of these was seen
what = What
value = Value
seen-in-title = Seen in
seen-title = title
seen-outlet = outlet
seen-url = address
seen-author = author
seen-published = published
seen-modified = modified
seen-language = language

## Speaker
speaker-all = { $n ->
    [one] { $n } statement
   *[other] { $n } statements
 } in this archive.
speaker-some = { $n ->
    [one] { $n } statement
   *[other] { $n } statements
 } of { $kept } in this archive.
newest-first = Statements, newest first
as-printed = As printed
names-printed = Names as printed
roles-printed = Roles as printed
verbs-printed = Verbs as printed
verbs-note = The verb is the outlet’s choice, not ours.

## Sources
sources-lead = What this archive covers. What it does not hold was not captured; that says nothing about what was said or printed.
unnamed-pages = Pages that name no outlet
outlets-caption = { $n ->
    [one] { $n } outlet
   *[other] { $n } outlets
 }, by the name that each page gives its site
last-added = Last added
hosts = Hosts
host = Host
hosts-caption = { $n ->
    [one] { $n } host
   *[other] { $n } hosts
 } that pages were fetched from, those in trouble first
last-good = Last good answer
last-change = Last change found
failures-since = Failures since
never = never
none = none
failures = What could not be added
failures-none = Nothing: every path that was tried is in the archive.
failures-caption = { $n ->
    [one] { $n } path
   *[other] { $n } paths
 }; each leaves this list once it has been added
path = Path
reason = Reason
tried = Tried
the-archive = The archive
captures-how = { $without } of them without text; seen at { $places ->
    [one] { $places } place
   *[other] { $places } places
 }
read-by = Read by
reader-now = this program has { $reader }
on-disk = On disk
disk-how = captures { $captures } + store { $store } + index { $index }
search-index = Search index
up-to-date = up to date
behind = { $n ->
    [one] { $n } change behind
   *[other] { $n } changes behind
 }
format = Format

## Versions
versions-of = Versions of { $title }
changes = Changes
changes-of = Changes of { $url }
changes-of-pages = Changes of pages
changes-feed = Changes as a feed
changes-of-page-feed = Changes of this page as a feed
last-look = the last { $at }
what-change-did = What the change did
nothing-changed = nothing changed
correction-both = Correction note, in both:
page-says = The page says:
side-Older = Older
side-Newer = Newer
version-n = version { $n }
dated-page = as the page says
dated-file = as the file says
dated-added = when it was added
words-moved = { $n ->
    [one] { $n } word
   *[other] { $n } words
 } went or came
permanent = permanent address of this comparison
side-by-side = side by side
in-one-text = in one text
more-paragraphs = { $n ->
    [one] { $n } changed paragraph
   *[other] { $n } changed paragraphs
 } more in the <a href="{ $href }">data</a>.
what-became = What became of the statements
became-removed = removed
became-added = added
became-altered = altered:
altered-content = content
altered-cue = cue
altered-speaker = speaker
version-none = This address was looked at, and nothing that could be read was found there.
version-one = One version was seen. When the page changes and is captured again, both stand here beside each other.
versions-newest = Versions, newest first
here-older = older here
here-newer = newer here
seen-until = seen until { $at }
gone-since = Gone since { $at }
status-code = status
in-its-place = Came in its place
aside-consent = a request for consent
aside-bot-check = a check for robots
aside-paywall = a request to subscribe
aside-error = an error page
aside-empty = a page without words
aside-other-page = another page
other-pages = { $n ->
    [one] { $n } other page
   *[other] { $n } other pages
 } with another text named this address.
also-met = Also met as
page-address = The address of a page
show = Show
never-captured = No page at this address was captured
never-looked = Nor was it looked at. That says nothing about what stood there.
near-addresses = Captured addresses that are near it:
never-captured-hint = <code>onrecord add URL</code> captures it now; <code>onrecord source add URL</code> has it looked at again and again.
latest-changes = Latest changes
no-changes = No page in this archive was seen to change.
and-more = and { $n } more

## Method
method-lead = How this record is made, what its words mean, and what it cannot tell you.
method-three = Three different things
uttered = Uttered
carried = Carried
archived = Archived
method-uttered = The <mark class="speaker">speaker</mark>: whoever the article says spoke. Person, office, body or group; <i>unknown</i> when the text leaves it in doubt.
method-carried = The outlet that printed the report, on the day that its page gives. An outlet that reports a claim does not make it.
method-archived = This archive, which keeps the page’s bytes as they were received, under their SHA-256. The same bytes have the same name on every machine.
method-statement = What a statement is
method-statement-is = A <mark class="speaker">speaker</mark>, a <mark class="cue">cue</mark> and the <mark class="content open close">content</mark>, each a place in one text that never changes. The cue is the verb as printed: <i>said</i>, <i>claimed</i> or <i>insisted</i> is the outlet’s choice of word. In our own sentences everybody “said”.
mode-full-direct = All of the content stands in quotation marks.
mode-full-mixed = Part of it does.
mode-full-indirect = None of it does: the words are the outlet’s.
mode-full-speech = A first-person text, or a turn in an interview, told apart by layout.
method-decides = How the reader decides
method-decides-how = A page is taken apart into blocks; menus, teasers, captions and counters are left out of the article’s text, and a page that holds several dated items becomes several articles. In English and in Russian text a small network, trained on articles that people had marked, finds speaker, cue and content (<i>“…”, X said</i>; <i>X said that …</i>; <i>according to X</i>); inside somebody’s quotation, and where it overlooked a quotation with a verb beside it, rules do. Speeches and interviews are told by their layout. A surname, a role or a pronoun is traced back to a name within the same article, and the page of each statement gives the chain of reasons under <i>Why this speaker</i>. Where the text does not settle it, the speaker stays as printed. Nothing is guessed by majority.
method-across = Across pages, two speakers are taken for one when kind and name agree. Two people of one name are not told apart, and one person under two spellings is two speakers here.
method-confidence = A number from 0 to 1. A reader that works by rules gives every statement the precision measured for the rule that found it; a trained reader gives a probability. It speaks of the reading (is this what the article says that this speaker said?), never of the claim itself.
method-shown = What is shown
method-shown-is = The verb of a cue stays as printed; beside it stands what it does, in a neutral word: <i>saying</i> (say, report, confirm, deny), <i>asking</i> (call on, demand, propose, threaten, promise), <i>judging</i> (accuse, praise), <i>believing</i> (think, expect) or <i>wanting</i> (hope, intend). Every statement that was found is kept. Pages, searches and exports show acts of saying and asking with a confidence of at least { $threshold }, where nine of ten were right when it was measured; a link on each page also shows the others, and so do <code>class:any</code> and <code>confidence:any</code> in a search.
method-not = What this record does not say
method-not-said = Whether a statement holds. Whether an outlet is good. That something was not said: an empty search means that no captured page carries it. Dates are the ones that a page gives, as exact as it gives them; undated pages stay undated.
method-made = Made by
method-none-yet = No statements yet.
method-read-by = Statements here were read by
method-reader-now = This program’s reader is <code>{ $reader }</code>; the archive’s format is { $format }.
method-data = The same as data
method-data-is = Every page is JSON at its address with <code>.json</code>: <code>/today.json</code>, <code>/search.json?q=…</code>, <code>/a/<i>id</i>.json</code>, <code>/s/<i>id</i>.json</code>, <code>/who/<i>id</i>.json</code>, <code>/sources.json</code>. Lists are tables with <code>.csv</code>; <code>/search.atom?q=…</code> is the feed of a search. Ids are those of the command line: <code>a…</code> article, <code>s…</code> statement, <code>w…</code> speaker; a capture is its SHA-256.
fields-caption = Fields that keep their names
field = Field
meaning = Meaning
field-names = Name, page on this server, address where it was published
field-mode = direct, mixed, indirect or speech
field-class = saying, asking, judging, believing or wanting: what the cue does
field-left-out = <code>statements</code> that are kept and not shown, <code>href</code> of the same list with them
field-speaker = <code>name</code>, <code>role</code>, <code>kind</code>; with a text also <code>spans</code> and <code>why</code>; null where nobody is named
field-words = The words as printed; with a text <code>text</code> and <code>spans</code>
field-spans = [start, end) in Unicode code points of the article’s <code>text</code>
field-published = <code>value</code> (ISO 8601, as long as it is known), <code>precision</code>, <code>evidence</code> (where it was seen); null where undated
field-confidence = 0 to 1, as above
field-capture = <code>id</code> (SHA-256), <code>added_at</code>, <code>fetched_at</code>, <code>segment</code> and <code>offset</code> of the WARC record, <code>sources</code>
field-made = SHA-256 of the text that spans point into; the reader that found them
field-paging = <code>page</code>, <code>pages</code>, <code>total</code>, addresses of <code>previous</code> and <code>next</code>

## What can't be shown
fault-404 = Not in the record
fault-405 = Nothing can be changed here
fault-401 = Log in first
fault-403 = Not for this name
fault-503 = The archive is busy
fault-500 = This page could not be made
fault-instead = Perhaps you mean:
fault-no-such = There is no { $what } `{ $id }` in this archive.
what-statement = statement
what-article = article
what-speaker = speaker
what-pair = pair of versions
fault-no-such-hint = search for words that stand in it, or begin with today’s page.
fault-pair-hint = `/versions?url=…` lists the versions of a page.
fault-no-page = There is no page `{ $path }` here.
fault-no-page-hint = the pages are named at the top; ids begin with s (statement), a (article) or w (speaker).
fault-host = This server answers to its own names only, not to `{ $host }`.
fault-host-hint = open the address that the command printed, which begins with http://127.0.0.1
fault-host-hint-others = whoever runs it names it so: `onrecord serve --bind … --host NAME`
fault-method = These pages can only be read; `{ $method }` is refused.
fault-method-hint = pages are added with `onrecord add`.

## Sentences of the parts below, recognised by their patterns
told-headline = headline changed
told-quotation-removed = { $n ->
    [one] { $n } quotation removed
   *[other] { $n } quotations removed
 }
told-quotation-added = { $n ->
    [one] { $n } quotation added
   *[other] { $n } quotations added
 }
told-quotation-altered = { $n ->
    [one] { $n } quotation altered
   *[other] { $n } quotations altered
 }
told-statement-removed = { $n ->
    [one] { $n } statement removed
   *[other] { $n } statements removed
 }
told-statement-added = { $n ->
    [one] { $n } statement added
   *[other] { $n } statements added
 }
told-statement-altered = { $n ->
    [one] { $n } statement altered
   *[other] { $n } statements altered
 }
told-correction-added = { $n ->
    [one] { $n } correction note added
   *[other] { $n } correction notes added
 }
told-correction-changed = { $n ->
    [one] { $n } correction note changed
   *[other] { $n } correction notes changed
 }
told-word-added = { $n ->
    [one] { $n } word added
   *[other] { $n } words added
 }
told-word-removed = { $n ->
    [one] { $n } word removed
   *[other] { $n } words removed
 }
told-rewritten = { $n ->
    [one] { $n } passage rewritten
   *[other] { $n } passages rewritten
 }
told-paragraph-moved = { $n ->
    [one] { $n } paragraph moved
   *[other] { $n } paragraphs moved
 }
told-typo = { $n ->
    [one] { $n } change of spelling or punctuation
   *[other] { $n } changes of spelling or punctuation
 }
told-in-quotation = { $n ->
    [one] { $n } change inside quotation marks
   *[other] { $n } changes inside quotation marks
 }
told-figure-changed = { $n ->
    [one] { $n } figure changed
   *[other] { $n } figures changed
 }
told-speaker-changed = speaker { $a }→{ $b }
told-went-back = went back to version { $n }
told-gone = gone (status { $n })
told-back-same = back with the same text
told-back-other = back with another text
told-moved = moved
told-correction = correction note
told-in-headline = headline
told-figure = figure
told-quotation = quotation
told-verb = verb of saying
told-spelling = spelling or punctuation
told-added = added
told-removed = removed
told-was-rewritten = rewritten
told-label = label before a colon: { $a }
told-label-printed = label as printed
told-subject = subject of the sentence: { $a }
told-pronoun = pronoun “{ $a }”
told-pronoun-unfit = pronoun without a name that fits
told-pronoun-nameless = pronoun without a name
told-pronoun-two = pronoun that fits two people
told-role = role “{ $a }”
told-only-person = the only person named { $a }
told-only = the only person named
told-spoke-last = “{ $a }”, who spoke last
told-just-about = “{ $a }”, whom the text was just about
told-in-words-of = “{ $a }” in the words of “{ $b }”
told-in-article-by = “{ $a }” in an article by “{ $b }”
told-short-for = “{ $a }” is short for “{ $b }”
told-apposition-of = “{ $a }” in apposition
told-speaks-first = { $a }; speaks in the first person
told-first-person = first person
told-apposition = name in apposition
told-named-behind = named behind what it is
told-phrase = phrase as printed
told-group = a group as printed
told-body = a body as printed
told-name = name
told-empty-period = `{ $a }` is later than `{ $b }`: nothing can lie between
told-unknown-mode = `{ $a }` is no mode and was left out
told-unknown-class = `{ $a }` is no class of a cue and was left out
told-bad-date = `{ $a }` is no date and was left out
told-unknown-operator = `{ $a }` is no operator and was searched for as a word
told-empty-operator = `{ $a }` has no value and was left out
told-no-words = `{ $a }` has no letter or digit and was left out
told-bad-confidence = `{ $a }` is no number from 0 to 1 and was left out
told-bad-number = `{ $a }` is no number and was left out
told-unknown-demand = `{ $a }` is no kind of demand and was left out
told-unknown-language = `{ $a }` is no language and was left out
told-unknown-review = `{ $a }` is no outcome of review and was left out
told-unknown-version = `{ $a }` is no kind of version and was left out
told-write-number = write 300, >300, >=30,000, 100..500 or any
told-kinds = kinds are { $a }
told-operators = operators are { $a }
told-write-tag = write its tag: { $a }
told-outcomes = outcomes are open, accepted, corrected and rejected; any for all of them
told-versions = versions are newest, earlier and any
told-write-value = write the value right behind the colon: `{ $a }` or `{ $b }`
told-person-decided = a person decided so
told-busy = another process is adding pages to `{ $a }`
told-busy-hint = wait until it has finished; it holds the lock `{ $a }`, which is let go of when it ends
told-no-index = `{ $a }` has no usable search index
told-no-index-hint = run `{ $a }` or `{ $b }` on it once: either builds the index from the store
told-disk-full = cannot { told-deed } `{ $b }`: the disk is full
told-disk-full-hint = free some space and run the same command again: what was added is kept, and the run goes on from there
told-in-use = cannot { told-deed } `{ $b }`: another process is using it
told-deed = { $a }
told-cannot = cannot { told-deed } `{ $b }`: { $c }
told-try-again = try again in a moment
told-denied-hint = check the owner and the permissions of the archive's folder, and that the disk is not mounted read-only
told-damaged-hint = run `{ $a }` to see what else is damaged
told-check-hint = `{ $a }` re-hashes the archive and says what does not agree.
told-one-already = `{ $a }` and `{ $b }` are filed as one already
told-split-nameless = whoever is split off needs a name
told-say-who = say who it is: `{ $a }`
told-not-filed = some of these statements are not filed under `{ $a }`
told-all-of = these are all statements of `{ $a }`: nobody would be left
told-name-others = name those that are somebody else's
told-nothing-filed = nobody merged or split `{ $a }` and `{ $b }`, or it was taken back
told-nobody-is = nobody in this archive is `{ $a }`
told-decision-needs = a decision needs who made it and why
told-search-nameless = a search is kept by a name, and this one has none
told-read-only = the archive is open for reading only
told-when-clause = the clause of saying tells it
told-when-entry = the entry it stands in is dated so
told-when-published = the day of publication
told-when-nothing = nothing tells it
told-and-so-many-more = { $a } and { $n } more
told-search-long = the name or the query of this search is too long to be kept
told-version-lost = a version is listed in the archive but not to be found in it
told-write-day = write a year, a month or a day: { $a }
told-modes = modes are direct, indirect, mixed and speech
told-classes = classes are saying, asking, judging, believing and wanting; any for all of them
told-write-least = write the least that is wanted: { $a }
told-swap = swap the two dates
told-close-phrase = close the phrase with a second quotation mark
told-see-them = see them with `{ $a }`
told-outlets-in-it = outlets in it: { $a }
told-try-surname = try the surname alone, or the role: `{ $a }`
told-phrase-words = a phrase must stand word by word; without quotation marks, the words may stand apart
told-surname = surname of “{ $a }”
told-quoted = “{ $a }”
told-unbalanced = a quotation mark has no partner: the words were searched for one by one

## What is in statements: figures, demands, incidents
figures = Figures
demands = Demands
incidents = Incidents
n-figure = { $n ->
    [one] { $n } figure
   *[other] { $n } figures
 }
n-demand = { $n ->
    [one] { $n } demand
   *[other] { $n } demands
 }
n-incident = { $n ->
    [one] { $n } telling of an incident
   *[other] { $n } tellings of incidents
 }
n-day = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
at-least = at least { $counted }
as-csv = as CSV
ask-objects-help = The words and operators of the <a href="/search">search</a>, and <code>figure:</code><i>&gt;300</i> <code>unit:</code><i>immigrants</i> <code>demand:</code><i>open</i> <code>to:</code><i>name</i> <code>incident:</code><i>expel</i> <code>actor:</code><i>name</i> <code>target:</code><i>diplomats</i> <code>about:</code><i>name</i>.
table-empty = Nothing in this archive matches
told-by-outlet = the outlet itself
said-by = Said by
said-on = Said on
figures-lead = Numbers that count something, as they were said, with their bounds. Two numbers for one thing stand here side by side; which is right is not asked.
figure = Figure
number = Number
counted = Of what
counted-when = Counted when
axis-title = { $n } figures: { $unit }
axis-key = A filled mark is the number itself, a hollow one about so many; an arrow says: or more, or less. Each mark leads to who said it.
countable-count = things
countable-money = money
countable-share = share
countable-duration = time
countable-measure = measure
countable-rank = rank
bound-exact = exactly
bound-at-least = at least
bound-at-most = at most
bound-more-than = more than
bound-less-than = less than
bound-nearly = nearly
bound-about = about
bound-multiple = several times
demands-lead = Who asks whom for what. The clock counts the days since; it stops when somebody decides that a statement in this archive answers it. That no answer is recorded here does not mean that none was given.
demands-decide = Close a demand with <code>onrecord demand close ID --by STATEMENT --who NAME --why TEXT</code>; <code>onrecord demand show ID</code> proposes statements that may answer it.
asker = Who asks
addressee = Who is asked
asked-for = For what
clock = Clock
answer = Answer
deadline = until
not-to = not to:
no-answer = no answer recorded in this archive
answered = answered, as { $who } decided: { $why }
clocks-caption = How long these demands have stood
clocks-title = { $n } demands from the day of asking on; filled: no answer recorded in this archive
force-call = calls for
force-appeal = appeals for
force-urge = urges
force-demand = demands
force-warn = warns
force-promise = promises
force-threaten = threatens
force-invite = invites
incidents-lead = Who is reported to have done what to whom. Each line is one telling; those taken for one incident stand together, with their numbers side by side. Whether it was so is never asked.
type = Type
deed = What was done
who-did = By whom
whom-hit = To whom
when-where = When and where
how-many = How many
told-on = told on
timeline-caption = These incidents in time
timeline-title = { $n } tellings of incidents in time, a line for each type
timeline-key = A hollow mark is denied, feared or imagined. Where the text names no day, the day of the telling stands for it.
status-asserted = told as having happened
status-denied = denied
status-feared = feared
status-hypothetical = planned or possible

## What is stated of bodies, offices, programmes and laws

relations = What is stated of it
relations-note = As reported, with who says so; whether it is so is never asked.
speaker-silent = No statement of it is recorded in this archive.
relation-part-of = Part of
relation-led-by = Led by
relation-implements = Implements
relation-founded-by = Founded by
relation-suspended = Suspended or closed
relation-sanctioned = Under sanctions
relation-party-to = Party to
relation-requires = Requires something of
relation-of-part-of = Has as a part
relation-of-led-by = Leads
relation-of-implements = Implemented by
relation-of-founded-by = Founded
relation-of-suspended = Suspended or closed (by it)
relation-of-sanctioned = Put under sanctions (by it)
relation-of-party-to = Has as a party
relation-of-requires = Bound by
incident-AGREE = Agree
incident-CONSULT = Consult
incident-SUPPORT = Support
incident-CONCEDE = Concede
incident-COOPERATE = Cooperate
incident-AID = Aid
incident-RETREAT = Retreat
incident-REQUEST = Request
incident-ACCUSE = Accuse
incident-REJECT = Reject
incident-THREATEN = Threaten
incident-PROTEST = Protest
incident-SANCTION = Sanction
incident-MOBILIZE = Mobilize
incident-COERCE = Coerce
incident-ASSAULT = Assault
in-it = In this statement
in-it-about = Names
in-it-when = Said on
in-it-where = Said where
in-it-counter = { $n ->
    [one] { $n } day since { $since }
   *[other] { $n } days since { $since }
 }

## Review
review = Review
review-progress = Decided: { $decided } of { $statements } ({ $share } %)
review-done = How far the review has come
review-accept = Right
review-reject = Wrong
review-undo = Take back
review-speaker = Somebody else said it:
review-keep = Keep
review-content = The words begin or end elsewhere:
review-who = Your name, kept with what you decide
review-none = Nothing waits: every statement that is shown has been decided on.
review-verdicts = Decisions
review-people = By whom
review-how = How this works
review-order = The most doubtful come first, and of these those whose speaker is met most often. With a script the keys in the boxes press the buttons.
review-kept = A decision is kept with your name and the time, whatever a later reading says. It can be taken back, and that is kept too.
verdict-accepted = right
verdict-rejected = wrong
verdict-speaker = said by
verdict-content = words at
edge-start-earlier = begin a word earlier
edge-start-later = begin a word later
edge-end-earlier = end a word earlier
edge-end-later = end a word later
review-this = Review this statement
reviewed = Decided
fault-token = This form was not sent from a page of this server as it runs now.
fault-token-hint = open the page again and send it from there.
fault-form = The form says nothing usable in `{ $field }`.
fault-nothing-to-undo = There is no decision on this statement to take back.
fault-400 = This could not be used
fault-409 = Nothing was changed

## Who may come in
log-in = Log in
log-in-lead = This record is shown to people who were given a name for it.
log-in-name = Name
log-in-password = Password
log-in-help = Whoever keeps the archive gives names and passwords. Twelve hours after the log-in you are asked again.
log-in-wrong = Name or password is wrong.
log-in-often = Too many tries. The next one is possible in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
 }.
log-in-cookies = open the log-in again; your browser must keep its cookie.
log-out = Log out
logged-in-as = Logged in as { $who } ({ $role }).
role-reader = reader
role-reviewer = reviewer
role-keeper = keeper
review-as = Your decision is kept under the name by which you logged in: { $who }.
fault-nobody = Nobody here has this token.
fault-nobody-hint = `onrecord access token NAME` makes a new one.
fault-stranger = This record is shown to people who logged in.
fault-stranger-hint = log in at /login, or send a token: `Authorization: Bearer …`
fault-foreign = This form was sent from a page elsewhere.
fault-role = As { $role } you cannot do this; it takes a { $needed }.
fault-role-hint = whoever keeps the archive can give you that role.

agreement = Agreement
agreement-reader = With the reader: { $agree } of { $of } were right as read.
agreement-people = Between people: the same on { $agree } of the { $of } on which two or more decided.
agreement-none = Nobody has decided yet on a statement that somebody else decided on.

## Saved searches
keep-search = Keep this search
search-name = Name
saved-searches = Saved searches
saved-lead = What people search for again and again, each with a feed of what is new in it. What was typed is kept, not what it found.
saved-none = No search is kept in this archive yet. One can be kept on its own page.
n-search = { $n ->
    [one] { $n } search
   *[other] { $n } searches
 }
feed = Feed
kept-when = Kept
forget = Forget

## What people decided, and other wordings
review-open = open
review-accepted = accepted
review-corrected = corrected
review-rejected = rejected
also-earlier = { $n ->
    [one] also in { $n } earlier version
   *[other] also in { $n } earlier versions
 }
wordings = In the versions of the page
wordings-newest = A newer version of this page has it so:
wordings-earlier = { $n ->
    [one] In { $n } earlier version of this page it stood so:
   *[other] In { $n } earlier versions of this page it stood so, the latest first:
 }
as-read = The reader had:

## Beside the statements of a speaker
speaks-of = Speaks of
all-figures = All figures in their words
all-demands = All demands in their words

## How well the reader was measured to do
scores = How well it does
scores-lead = Each share was measured on texts marked by hand that nobody looked at while the reader was made, and rounded down. A change of the program that falls below one of them is refused.
scores-caption = Shares from 0 to 1
measured-on = Measured
score-found-right = Of the statements that it gives so many are there
score-found-all = Of the statements that are there it gives so many
score-speaker = Of the statements found the speaker is right
score-class = Likewise what the cue does
score-figure = Figures (F1: both what is given and what is missed)
score-time = Times (F1)
score-demand = Demands (F1)
score-incident = Incidents (F1)
score-about = Whom a statement names (F1)

## Who is who
same-title = Who is who
same-page = { $name }: one, or several?
same-lead = The record takes the same kind and the same name for one speaker, and nobody else. A person may decide otherwise: it is kept with name and reason, holds through later readings, and can be taken back. Printed words stay as printed.
same-decide = One, or several? Merge and split
same-decided = What was decided
same-merged = { $from } was merged into { $to }.
same-split = { $n ->
    [one] { $n } statement
   *[other] { $n } statements
 } of { $from } went to { $to }, “{ $name }”.
same-undo = Take it back
same-one = The same as somebody else
same-alike = Names that may be the same; nobody decided that they are.
alike-name = the same name
alike-surname = the same surname
same-nobody = No other name in this archive is like it.
same-whom = The id of who is the same (w…); its statements come here
same-merge = They are one
same-several = Several under one name
same-tick = Tick the statements that are somebody else’s.
same-as = The name of whose they are, with what tells the two apart
same-split-off = They are somebody else’s
same-why = Why, in a sentence
same-open = Left open: it may be this one
