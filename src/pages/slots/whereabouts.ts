// Which zones a country has, and what else people call the places of a zone, in the languages we speak.
import { type ZoneId, zoneOf } from "#time/zones.ts";

/** By ISO 3166 code, as the IANA's zone.tab has them. */
const countries = `
  AD Europe/Andorra; AE Asia/Dubai; AF Asia/Kabul; AG America/Antigua; AI America/Anguilla; AL Europe/Tirane; AM
  Asia/Yerevan; AO Africa/Luanda; AQ Antarctica/McMurdo Antarctica/Casey Antarctica/Davis
  Antarctica/DumontDUrville Antarctica/Mawson Antarctica/Palmer Antarctica/Rothera Antarctica/Syowa
  Antarctica/Troll Antarctica/Vostok; AR America/Argentina/Buenos_Aires America/Argentina/Cordoba
  America/Argentina/Salta America/Argentina/Jujuy America/Argentina/Tucuman America/Argentina/Catamarca
  America/Argentina/La_Rioja America/Argentina/San_Juan America/Argentina/Mendoza America/Argentina/San_Luis
  America/Argentina/Rio_Gallegos America/Argentina/Ushuaia; AS Pacific/Pago_Pago; AT Europe/Vienna; AU
  Australia/Lord_Howe Antarctica/Macquarie Australia/Hobart Australia/Melbourne Australia/Sydney
  Australia/Broken_Hill Australia/Brisbane Australia/Lindeman Australia/Adelaide Australia/Darwin Australia/Perth
  Australia/Eucla; AW America/Aruba; AX Europe/Mariehamn; AZ Asia/Baku; BA Europe/Sarajevo; BB America/Barbados;
  BD Asia/Dhaka; BE Europe/Brussels; BF Africa/Ouagadougou; BG Europe/Sofia; BH Asia/Bahrain; BI Africa/Bujumbura;
  BJ Africa/Porto-Novo; BL America/St_Barthelemy; BM Atlantic/Bermuda; BN Asia/Brunei; BO America/La_Paz; BQ
  America/Kralendijk; BR America/Noronha America/Belem America/Fortaleza America/Recife America/Araguaina
  America/Maceio America/Bahia America/Sao_Paulo America/Campo_Grande America/Cuiaba America/Santarem
  America/Porto_Velho America/Boa_Vista America/Manaus America/Eirunepe America/Rio_Branco; BS America/Nassau; BT
  Asia/Thimphu; BW Africa/Gaborone; BY Europe/Minsk; BZ America/Belize; CA America/St_Johns America/Halifax
  America/Glace_Bay America/Moncton America/Goose_Bay America/Blanc-Sablon America/Toronto America/Iqaluit
  America/Atikokan America/Winnipeg America/Resolute America/Rankin_Inlet America/Regina America/Swift_Current
  America/Edmonton America/Cambridge_Bay America/Inuvik America/Vancouver America/Creston America/Dawson_Creek
  America/Fort_Nelson America/Whitehorse America/Dawson; CC Indian/Cocos; CD Africa/Kinshasa Africa/Lubumbashi; CF
  Africa/Bangui; CG Africa/Brazzaville; CH Europe/Zurich; CI Africa/Abidjan; CK Pacific/Rarotonga; CL
  America/Santiago America/Coyhaique America/Punta_Arenas Pacific/Easter; CM Africa/Douala; CN Asia/Shanghai
  Asia/Urumqi; CO America/Bogota; CR America/Costa_Rica; CU America/Havana; CV Atlantic/Cape_Verde; CW
  America/Curacao; CX Indian/Christmas; CY Asia/Nicosia Asia/Famagusta; CZ Europe/Prague; DE Europe/Berlin
  Europe/Busingen; DJ Africa/Djibouti; DK Europe/Copenhagen; DM America/Dominica; DO America/Santo_Domingo; DZ
  Africa/Algiers; EC America/Guayaquil Pacific/Galapagos; EE Europe/Tallinn; EG Africa/Cairo; EH Africa/El_Aaiun;
  ER Africa/Asmara; ES Europe/Madrid Africa/Ceuta Atlantic/Canary; ET Africa/Addis_Ababa; FI Europe/Helsinki; FJ
  Pacific/Fiji; FK Atlantic/Stanley; FM Pacific/Chuuk Pacific/Pohnpei Pacific/Kosrae; FO Atlantic/Faroe; FR
  Europe/Paris; GA Africa/Libreville; GB Europe/London; GD America/Grenada; GE Asia/Tbilisi; GF America/Cayenne;
  GG Europe/Guernsey; GH Africa/Accra; GI Europe/Gibraltar; GL America/Nuuk America/Danmarkshavn
  America/Scoresbysund America/Thule; GM Africa/Banjul; GN Africa/Conakry; GP America/Guadeloupe; GQ
  Africa/Malabo; GR Europe/Athens; GS Atlantic/South_Georgia; GT America/Guatemala; GU Pacific/Guam; GW
  Africa/Bissau; GY America/Guyana; HK Asia/Hong_Kong; HN America/Tegucigalpa; HR Europe/Zagreb; HT
  America/Port-au-Prince; HU Europe/Budapest; ID Asia/Jakarta Asia/Pontianak Asia/Makassar Asia/Jayapura; IE
  Europe/Dublin; IL Asia/Jerusalem; IM Europe/Isle_of_Man; IN Asia/Kolkata; IO Indian/Chagos; IQ Asia/Baghdad; IR
  Asia/Tehran; IS Atlantic/Reykjavik; IT Europe/Rome; JE Europe/Jersey; JM America/Jamaica; JO Asia/Amman; JP
  Asia/Tokyo; KE Africa/Nairobi; KG Asia/Bishkek; KH Asia/Phnom_Penh; KI Pacific/Tarawa Pacific/Kanton
  Pacific/Kiritimati; KM Indian/Comoro; KN America/St_Kitts; KP Asia/Pyongyang; KR Asia/Seoul; KW Asia/Kuwait; KY
  America/Cayman; KZ Asia/Almaty Asia/Qyzylorda Asia/Qostanay Asia/Aqtobe Asia/Aqtau Asia/Atyrau Asia/Oral; LA
  Asia/Vientiane; LB Asia/Beirut; LC America/St_Lucia; LI Europe/Vaduz; LK Asia/Colombo; LR Africa/Monrovia; LS
  Africa/Maseru; LT Europe/Vilnius; LU Europe/Luxembourg; LV Europe/Riga; LY Africa/Tripoli; MA Africa/Casablanca;
  MC Europe/Monaco; MD Europe/Chisinau; ME Europe/Podgorica; MF America/Marigot; MG Indian/Antananarivo; MH
  Pacific/Majuro Pacific/Kwajalein; MK Europe/Skopje; ML Africa/Bamako; MM Asia/Yangon; MN Asia/Ulaanbaatar
  Asia/Hovd; MO Asia/Macau; MP Pacific/Saipan; MQ America/Martinique; MR Africa/Nouakchott; MS America/Montserrat;
  MT Europe/Malta; MU Indian/Mauritius; MV Indian/Maldives; MW Africa/Blantyre; MX America/Mexico_City
  America/Cancun America/Merida America/Monterrey America/Matamoros America/Chihuahua America/Ciudad_Juarez
  America/Ojinaga America/Mazatlan America/Bahia_Banderas America/Hermosillo America/Tijuana; MY Asia/Kuala_Lumpur
  Asia/Kuching; MZ Africa/Maputo; NA Africa/Windhoek; NC Pacific/Noumea; NE Africa/Niamey; NF Pacific/Norfolk; NG
  Africa/Lagos; NI America/Managua; NL Europe/Amsterdam; NO Europe/Oslo; NP Asia/Kathmandu; NR Pacific/Nauru; NU
  Pacific/Niue; NZ Pacific/Auckland Pacific/Chatham; OM Asia/Muscat; PA America/Panama; PE America/Lima; PF
  Pacific/Tahiti Pacific/Marquesas Pacific/Gambier; PG Pacific/Port_Moresby Pacific/Bougainville; PH Asia/Manila;
  PK Asia/Karachi; PL Europe/Warsaw; PM America/Miquelon; PN Pacific/Pitcairn; PR America/Puerto_Rico; PS
  Asia/Gaza Asia/Hebron; PT Europe/Lisbon Atlantic/Madeira Atlantic/Azores; PW Pacific/Palau; PY America/Asuncion;
  QA Asia/Qatar; RE Indian/Reunion; RO Europe/Bucharest; RS Europe/Belgrade; RU Europe/Kaliningrad Europe/Moscow
  Europe/Kirov Europe/Volgograd Europe/Astrakhan Europe/Saratov Europe/Ulyanovsk Europe/Samara Asia/Yekaterinburg
  Asia/Omsk Asia/Novosibirsk Asia/Barnaul Asia/Tomsk Asia/Novokuznetsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Chita
  Asia/Yakutsk Asia/Khandyga Asia/Vladivostok Asia/Ust-Nera Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk
  Asia/Kamchatka Asia/Anadyr; RW Africa/Kigali; SA Asia/Riyadh; SB Pacific/Guadalcanal; SC Indian/Mahe; SD
  Africa/Khartoum; SE Europe/Stockholm; SG Asia/Singapore; SH Atlantic/St_Helena; SI Europe/Ljubljana; SJ
  Arctic/Longyearbyen; SK Europe/Bratislava; SL Africa/Freetown; SM Europe/San_Marino; SN Africa/Dakar; SO
  Africa/Mogadishu; SR America/Paramaribo; SS Africa/Juba; ST Africa/Sao_Tome; SV America/El_Salvador; SX
  America/Lower_Princes; SY Asia/Damascus; SZ Africa/Mbabane; TC America/Grand_Turk; TD Africa/Ndjamena; TF
  Indian/Kerguelen; TG Africa/Lome; TH Asia/Bangkok; TJ Asia/Dushanbe; TK Pacific/Fakaofo; TL Asia/Dili; TM
  Asia/Ashgabat; TN Africa/Tunis; TO Pacific/Tongatapu; TR Europe/Istanbul; TT America/Port_of_Spain; TV
  Pacific/Funafuti; TW Asia/Taipei; TZ Africa/Dar_es_Salaam; UA Europe/Simferopol Europe/Kyiv; UG Africa/Kampala;
  UM Pacific/Midway Pacific/Wake; US America/New_York America/Detroit America/Kentucky/Louisville
  America/Kentucky/Monticello America/Indiana/Indianapolis America/Indiana/Vincennes America/Indiana/Winamac
  America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay America/Chicago
  America/Indiana/Tell_City America/Indiana/Knox America/Menominee America/North_Dakota/Center
  America/North_Dakota/New_Salem America/North_Dakota/Beulah America/Denver America/Boise America/Phoenix
  America/Los_Angeles America/Anchorage America/Juneau America/Sitka America/Metlakatla America/Yakutat
  America/Nome America/Adak Pacific/Honolulu; UY America/Montevideo; UZ Asia/Samarkand Asia/Tashkent; VA
  Europe/Vatican; VC America/St_Vincent; VE America/Caracas; VG America/Tortola; VI America/St_Thomas; VN
  Asia/Ho_Chi_Minh; VU Pacific/Efate; WF Pacific/Wallis; WS Pacific/Apia; YE Asia/Aden; YT Indian/Mayotte; ZA
  Africa/Johannesburg; ZM Africa/Lusaka; ZW Africa/Harare;
`;

/** Large cities that no zone is called by, other names of those that are, and what clocks are called for short. */
const alsoKnown = `
Europe/London: Manchester Birmingham Edinburgh Glasgow Londres Londra لندن GMT BST UK England Scotland Wales
Europe/Dublin: Cork دبلن
Europe/Lisbon: Porto Lissabon Lisbonne Lisboa لشبونة WET WEST
Europe/Paris: Lyon Marseille Toulouse Lille Bordeaux París باريس CET CEST
Europe/Madrid: Barcelona Valencia Sevilla مدريد
Europe/Berlin: Munich München Muenchen Hamburg Frankfurt Cologne Köln Stuttgart Düsseldorf Leipzig برلين MEZ MESZ
Europe/Vienna: Wien Vienne Viena Graz Salzburg فيينا
Europe/Zurich: Geneva Genf Genève Ginebra Basel Bern Zürich Lausanne زيورخ جنيف
Europe/Rome: Milan Milano Mailand Naples Napoli Turin Torino Rom Roma روما
Europe/Amsterdam: Rotterdam Eindhoven Utrecht أمستردام
Europe/Brussels: Brüssel Bruxelles Bruselas Antwerp بروكسل
Europe/Prague: Prag Praga Brno براغ
Europe/Warsaw: Warschau Varsovie Varsovia Krakow Kraków Gdansk Wroclaw وارسو
Europe/Copenhagen: Kopenhagen Copenhague كوبنهاغن
Europe/Stockholm: Gothenburg Göteborg Estocolmo ستوكهولم
Europe/Athens: Athen Athènes Atenas Thessaloniki أثينا EET EEST
Europe/Bucharest: Bukarest Bucarest Cluj بوخارست
Europe/Kyiv: Kiev Kiew Lviv Odesa كييف
Europe/Istanbul: Ankara Izmir Estambul إسطنبول
Europe/Moscow: Moskau Moscou Moscú Saint-Petersburg موسكو MSK
America/New_York: Boston Washington Philadelphia Miami Atlanta Pittsburgh Nueva-York نيويورك EST EDT Eastern
America/Chicago: Dallas Houston Austin Minneapolis Nashville شيكاغو CST CDT Central
America/Denver: Boulder Salt-Lake-City Albuquerque MST MDT Mountain
America/Los_Angeles: San-Francisco Seattle Portland San-Diego Las-Vegas Silicon-Valley PST PDT Pacific
America/Anchorage: AKST AKDT Alaska
Pacific/Honolulu: Hawaii HST
America/Toronto: Montreal Montréal Ottawa Quebec تورنتو
America/Edmonton: Calgary
America/Halifax: AST ADT Atlantic
America/Mexico_City: Guadalajara Ciudad-de-México Mexiko-Stadt
America/Bogota: Medellin Medellín Cali
America/Sao_Paulo: Rio-de-Janeiro Brasilia Brasília Belo-Horizonte BRT
America/Argentina/Buenos_Aires: Rosario ART
Africa/Cairo: Kairo Le-Caire El-Cairo Alexandria القاهرة
Africa/Casablanca: Rabat Marrakesh Marrakech الدار-البيضاء الرباط
Africa/Algiers: Alger Algier Argel الجزائر
Africa/Tunis: تونس
Africa/Lagos: Abuja WAT
Africa/Nairobi: Mombasa EAT نيروبي
Africa/Johannesburg: Cape-Town Kapstadt Le-Cap Durban Pretoria SAST CAT
Asia/Dubai: Abu-Dhabi دبي أبوظبي GST
Asia/Riyadh: Jeddah Dammam Mecca Riad الرياض جدة
Asia/Baghdad: Bagdad Basra بغداد
Asia/Beirut: Beyrouth بيروت
Asia/Amman: عمان
Asia/Damascus: Damaskus Damas دمشق
Asia/Kuwait: الكويت
Asia/Qatar: Doha الدوحة
Asia/Jerusalem: Tel-Aviv Haifa القدس
Asia/Tehran: Teheran Téhéran طهران
Asia/Karachi: Lahore Islamabad PKT كراتشي
Asia/Kolkata: Calcutta Mumbai Bombay Delhi New-Delhi Bangalore Bengaluru Chennai Hyderabad Pune IST مومباي دلهي
Asia/Dhaka: Chittagong دكا
Asia/Ho_Chi_Minh: Saigon Hanoi
Asia/Jakarta: Bandung Surabaya WIB جاكرتا
Asia/Singapore: Singapur Singapour SGT سنغافورة
Asia/Shanghai: Beijing Peking Pékin Pekín Shenzhen Guangzhou Chengdu Hangzhou بكين
Asia/Hong_Kong: HKT
Asia/Seoul: Busan KST سيول
Asia/Tokyo: Osaka Kyoto Yokohama Tokio JST طوكيو
Australia/Sydney: Melbourne Canberra AEST AEDT سيدني
Australia/Brisbane: Gold-Coast
Australia/Perth: AWST
Australia/Adelaide: ACST ACDT
Pacific/Auckland: Wellington Christchurch NZST NZDT
`;

/** A name, and the zone it stands for. */
export type Known = { name: string; zone: ZoneId };

let known: readonly Known[] | undefined;

/** Other names of places, as people type them. */
export function otherNames(): readonly Known[] {
  known ??= alsoKnown
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [name = "", all = ""] = line.split(": ");
      const zone = zoneOf(name);
      return zone === undefined ? [] : all.split(" ").map((one) => ({ name: one.replaceAll("-", " "), zone }));
    });
  return known;
}

export type Country = { code: string; zones: readonly ZoneId[] };

let listed: readonly Country[] | undefined;

export function countriesKnown(): readonly Country[] {
  listed ??= countries
    .trim()
    .split(";")
    .flatMap((line) => {
      const [code = "", ...names] = line.trim().split(/\s+/);
      const zones = names.flatMap((name) => zoneOf(name) ?? []);
      return zones.length === 0 ? [] : [{ code, zones }];
    });
  return listed;
}
