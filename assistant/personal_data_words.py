"""Words that tell names of people from other names. Written by hand: no list of names is fetched."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that make a pair of capitals the name of something other than a person.
THINGS = _words("""
    appointments appts bedroom checks days deadline deadlines five four hours information minutes months opportunities
    adoptive african asian christian gypsy homeless indian jewish kinship migrant military muslim polish refugee roma
    romanian royal traveller travelling ukrainian persistently protocols scan scans seven signs ten things visits weeks
    a about abusive academy accident act action adult adults advice advisory after again against aged
    agencies agency alert all also among an and any appendix approach april are area as ask assessment at
    audit august authority away babies baby be been before being best better bill birth black board book
    borough both boy boys bradford bridge brief briefing briefings brighton bristol british bruising but
    by called can cardiff care case cases centre chair chapter charter child children christmas church
    city clinic clinical code college commission commissioner committee community conference consultant
    core could council county court crawling criminal crown cry crying dad data daughter day dear december
    department deputy detective development devon did different director disclosure district division do
    doctor does domestic doncaster dorset draft durham duty each early east eastern education
    effectiveness emergency england english entire epidemic essex europe even every evidence executive
    extended families family father fathers february female find first for force formal foster foundation
    framework france friday from full future general get girl girls give good got government graded great
    green group guidance guide had hampshire has have he head headline health hello help henry her here hi
    high his home hospital house housing how human i if immediate in inclusive independent infant infants
    information injured injuries injury inquiry inspection inspector institute integrated interim into
    ireland is it its january judge july june just justice keeping kent key kingdom known last law lead
    learning leeds level like link list lived liverpool lives local london looked lord making male manager
    manchester march mary maternal may medical meeting memorandum men mental midwife midwifery minister
    ministry mobile model monday more most mother mothers multi mum my named national neglect network new
    newborn newcastle next nhs no norfolk north northern not november now nuclear number nurse nursery
    october of office officer official ofsted old on one only operation or order other our out over
    overview own paediatric pan panel paper parent parental parents part partners partnership pathway
    people per period person phase plan planning please point police policy pool portal post practice pre
    pregnancy prevention primary prime prison private procedure procedures professional professionals
    professor profile programme project protection protocol public quality queen question questions rapid
    re reading recent recommendation recommendations record red referral regional registered report
    reports research response review reviewer reviews rights risk road royal rule safe safeguarding safety
    said same saturday saw schedule school schools scotland scottish second secretary section senior
    september sergeant serious service services sexual she sheffield should signs since single sir six
    social society some son south southern special specialist staff stage standards start state statement
    statutory step stepdad strategy student subgroup such sudden suffolk summary summer sunday support
    surrey sussex systemic table task team teams than thank thanks that the their them then there these
    they think third this those three threshold through thursday title to together too tool toolkit
    training treatment tribunal trust tuesday two under unexpected unexplained union unit united
    university unseen until up update us use user very voice vulnerable wales was wave we wednesday
    welfare well welsh were west western what when where whether which white who whole why wider will
    winter with within without women work worker workers workforce working would wrote year years yes york
    yorkshire you young your youth
""")
# Words that are surnames too, and count as such after a first name.
SURNAMES = _words("""
    day gray hall head lamb may moss nurse sharp small ward winter summer
    black bridge church cook cross fisher france friday green hill house justice kent king knight law lord
    march may north page parent park prince read rose west white wood york young
""")
# First names common in the UK; those that are mostly words ("mark", "will") or a label of a review are left out.
FIRST_NAMES = _words("""
    aaliyah aaron abdul abigail adam adrian ahmed aidan aisha alan albert alex alexander alexandra ali
    alice alison amanda amelia amina amy andrea andrew angela anita ann anna anne anthony archie arjun
    arthur ashley ava barbara ben benjamin beth bethany bradley brandon brian bronwyn caitlin callum
    cameron caroline catherine chantelle charlie charlotte chelsea chloe chris christine christopher ciara
    claire clare connor courtney craig curtis daniel danielle darren david debbie declan deepak diane
    dominic donna dylan edward eleanor elena elizabeth ella ellie emily emma eoin erin ethan eva evan evie
    ewan fatima fiona florence francesca fraser freddie freya gareth gary gavin gemma geoffrey george
    georgia gillian grace graham hannah harriet harrison hassan hayley heather helen holly hugh hussain
    ian ibrahim imogen imran isaac isabella isla jack jacob jacqueline jade jake james jamie jane janet
    jasmine jason jayden jennifer jessica joanna joanne jodie joe john jonathan jordan joseph josh joshua
    joyce julia julie karen kate katherine kathleen katie kayleigh keith kelly kenneth kerry kevin kieran
    kimberley kirsty kofi krystal kwame kyle laura lauren leah leanne lee leo leon lewis liam lily linda
    lisa logan louis louise luca lucas lucy luke lydia maisie malik marcus margaret maria marie marion
    martin mary mason matilda matthew megan melissa mia michael michelle mohamed mohammed molly muhammad
    nadia naomi natalie natasha nathan niamh nicholas nicola noah nora olga oliver olivia omar oscar owen
    pamela patricia patrick paul pauline peter philip phoebe piotr poppy priya rachel rajesh rebecca reece
    rhys richard riley robert robin rory rose rosie ross roxanne ruby ruth ryan sally sam samantha samuel
    sandra sanjay sara sarah scott sean seth shannon sharon shaun sheila sian simon siobhan siân sophia
    sophie stacey stanley stephanie stephen steven stuart susan tanya tara terence teresa thomas timothy
    tina toby tom tomasz tony tracey tracy tyler tyrone vanessa vera victoria vincent wayne wendy william
    yasmin yusuf zac zach zainab zara zoe zofia
""")
# Two letters before a date that are no initials: of the field, and words.
ACRONYMS = _words("""
    fy wk yr cp gp hv sw rr ed la da dv ct mw uk eu us pr hc cm si cc qa hr pc ta pa ho dh id ai ni nb qi ii iv vi
""")
WORDS_OF_TWO = _words("""
    am an as at be by do dr eg eh go he if ie in is it me mr ms my nd no of oh ok on or ps rd re so st th to up us
    vs we ca
""")
TOWNS = (
    "aberdeen|barking|barnet|barnsley|basildon|bath|bedford|belfast|bexhill|birkenhead|birmingham|blackburn|blackpool|bognor|"
    "bolton|bournemouth|bradford|brent|brighton|bristol|bromley|burnley|bury|cambridge|camden|cardiff|carlisle|chelmsford|"
    "cheltenham|chester|chichester|cornwall|coventry|crawley|croydon|cumbria|darlington|derby|devon|doncaster|dorset|dover|"
    "dudley|dundee|durham|ealing|east sussex|eastbourne|edinburgh|enfield|essex|exeter|gateshead|glasgow|gloucester|"
    "great yarmouth|greenwich|grimsby|guildford|hackney|halifax|hampshire|haringey|harlow|harrogate|hartlepool|hastings|"
    "havering|hereford|hertford|hove|huddersfield|hull|ipswich|islington|kent|lambeth|lancaster|leeds|leicester|lewes|"
    "lewisham|lincoln|liverpool|london|luton|maidstone|manchester|middlesbrough|milton keynes|newcastle|newham|newport|"
    "northampton|north yorkshire|norwich|nottingham|oldham|oxford|peterborough|plymouth|poole|portsmouth|preston|reading|"
    "rochdale|rotherham|salford|scarborough|selby|sheffield|shrewsbury|skipton|slough|solihull|somerset|southampton|"
    "southend|southwark|st albans|st helens|st leonards|stevenage|stockport|stoke|suffolk|sunderland|surrey|sutton|swansea|"
    "swindon|telford|torquay|tower hamlets|wakefield|walsall|watford|west sussex|whitby|wigan|winchester|wolverhampton|"
    "worcester|worthing|wrexham|york"
)
# Names that reviews and inquiries themselves have made public, and those who wrote them.
PUBLIC = re.compile(
    r"\b(?:victoria (?:adjo )?climbi[eé]|arthur labinjo[- ]hughes|daniel pelka|star hobson|peter connelly|logan mwangi|"
    r"finley boden|sara sharif|khyra ishaq|hamzah khan|keanu williams|maria colwell|jasmine beckford|kimberl[e]?y carlile|"
    r"tyra henry|lauren wright|ainlee labonte|liam fee|ayeeshia[- ]jane smith|ellie butler|poppi worthington|"
    r"jessica chapman|holly wells|sarah payne|alfie steele|jacob crouch|leiland[- ]james corkill|lola james|toni[- ]ann "
    r"byfield|dennis o'neill|baby (?:p|peter)|eileen munro|marian brandon|alan wood|josh macalister|annie hudson|alexis "
    r"jay|jane barlow|louise casey|peter sidebotham|harry ferguson|graham allen|clare wood|herbert laming|lord laming)\b",
    re.IGNORECASE,
)
