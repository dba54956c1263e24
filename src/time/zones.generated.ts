// Made by scripts/zones.ts from IANA data; not to be edited.
export const tzVersion = "2026f";
/** The offset before the first change holds from the beginning of this year, and is taken for all time before it. */
export const firstYear = 2020;
/** names;offset;minutes since the last change or the first year, base 36 > offset …;since year:month.week.weekday.minute>offset … */
export const table = `
Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Sao_Tome Africa/Timbuktu America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC Etc/Universal Etc/Zulu GMT GMT+0 GMT-0 GMT0 Greenwich Iceland UCT UTC Universal Zulu;0;;
Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala Africa/Mogadishu Africa/Nairobi Antarctica/Syowa Asia/Aden Asia/Baghdad Asia/Bahrain Asia/Istanbul Asia/Kuwait Asia/Qatar Asia/Riyadh Etc/GMT-3 Europe/Istanbul Europe/Kirov Europe/Minsk Europe/Moscow Europe/Simferopol Indian/Antananarivo Indian/Comoro Indian/Mayotte Turkey W-SU;180;;
Africa/Algiers Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo Africa/Tunis Etc/GMT-1;60;;
Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Johannesburg Africa/Khartoum Africa/Kigali Africa/Lubumbashi Africa/Lusaka Africa/Maputo Africa/Maseru Africa/Mbabane Africa/Tripoli Africa/Windhoek Etc/GMT-2 Europe/Kaliningrad Libya;120;;
Africa/Cairo Egypt;120;;2023:4.5.5.0>180 10.5.4.1440>120
Africa/Casablanca Africa/El_Aaiun;60;3d7c>0 1ao0>60 9q00>0 12w0>60 9q00>0 1ao0>60 9q00>0 12w0>60 9xs0>0 12w0>60 9q00>0 1ao0>60 9q00>0 12w0>60 5m6c>0;
Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich MET Poland;60;;2020:3.5.0.120>120 10.5.0.180>60
Africa/Juba;180;c8z0>120;
America/Adak America/Atka US/Aleutian;-600;;2020:3.2.0.120>-540 11.1.0.120>-600
America/Anchorage America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat US/Alaska;-540;;2020:3.2.0.120>-480 11.1.0.120>-540
America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon America/Boa_Vista America/Campo_Grande America/Caracas America/Cuiaba America/Curacao America/Dominica America/Grenada America/Guadeloupe America/Guyana America/Kralendijk America/La_Paz America/Lower_Princes America/Manaus America/Marigot America/Martinique America/Montserrat America/Port_of_Spain America/Porto_Velho America/Puerto_Rico America/Santo_Domingo America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola America/Virgin Brazil/West Etc/GMT+4;-240;;
America/Araguaina America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Bahia America/Belem America/Buenos_Aires America/Catamarca America/Cayenne America/Cordoba America/Fortaleza America/Jujuy America/Maceio America/Mendoza America/Montevideo America/Paramaribo America/Punta_Arenas America/Recife America/Rosario America/Santarem America/Sao_Paulo Antarctica/Palmer Antarctica/Rothera Atlantic/Stanley Brazil/East Etc/GMT+3;-180;;
America/Asuncion;-180;2i50>-240 61to>-180 5eec>-240 5u1o>-180 5eec>-240 5u1o>-180 5eec>-240 5u1o>-180 5eec>-240 61to>-180;
America/Atikokan America/Bogota America/Cancun America/Cayman America/Coral_Harbour America/Eirunepe America/Guayaquil America/Jamaica America/Lima America/Panama America/Porto_Acre America/Rio_Branco Brazil/Acre EST Etc/GMT+5 Jamaica;-300;;
America/Bahia_Banderas America/Merida America/Mexico_City America/Monterrey Mexico/General;-360;2xxc>-300 69ic>-360 4yxo>-300 6hac>-360 4r5o>-300 6hac>-360;
America/Belize America/Costa_Rica America/El_Salvador America/Guatemala America/Managua America/Regina America/Swift_Current America/Tegucigalpa Canada/Saskatchewan Etc/GMT+6 Pacific/Galapagos;-360;;
America/Boise America/Cambridge_Bay America/Denver America/Shiprock MST7MDT Navajo US/Mountain;-420;;2020:3.2.0.120>-360 11.1.0.120>-420
America/Chicago America/Indiana/Knox America/Indiana/Tell_City America/Knox_IN America/Matamoros America/Menominee America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem America/Rankin_Inlet America/Resolute CST6CDT US/Central US/Indiana-Starke;-360;;2020:3.2.0.120>-300 11.1.0.120>-360
America/Chihuahua;-420;2xz0>-360 69ic>-420 4yxo>-360 6hac>-420 4r5o>-360;
America/Ciudad_Juarez;-420;22v0>-360 7cec>-420 43to>-360 7cec>-420 3w1o>-360 82z0>-420;2023:3.2.0.120>-360 11.1.0.120>-420
America/Coyhaique;-180;2xp0>-240 4r5o>-180 6hac>-240 4r5o>-180 6hac>-240 4yxo>-180 69ic>-240 4r5o>-180 6p2c>-240 4r5o>-180;
America/Creston America/Dawson_Creek America/Fort_Nelson America/Hermosillo America/Phoenix Etc/GMT+7 MST US/Arizona;-420;;
America/Dawson America/Whitehorse Canada/Yukon;-480;22wo>-420;
America/Detroit America/Fort_Wayne America/Grand_Turk America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac America/Indianapolis America/Iqaluit America/Kentucky/Louisville America/Kentucky/Monticello America/Louisville America/Montreal America/Nassau America/New_York America/Nipigon America/Pangnirtung America/Port-au-Prince America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT US/East-Indiana US/Eastern US/Michigan;-300;;2020:3.2.0.120>-240 11.1.0.120>-300
America/Edmonton America/Inuvik America/Yellowknife Canada/Mountain;-420;22v0>-360 7cec>-420 43to>-360 7cec>-420 3w1o>-360 7cec>-420 3w1o>-360 7cec>-420 3w1o>-360 7cec>-420 3w1o>-360 7cec>-420 3w1o>-360;
America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana Mexico/BajaNorte PST8PDT US/Pacific;-480;;2020:3.2.0.120>-420 11.1.0.120>-480
America/Glace_Bay America/Goose_Bay America/Halifax America/Moncton America/Thule Atlantic/Bermuda Canada/Atlantic;-240;;2020:3.2.0.120>-180 11.1.0.120>-240
America/Godthab America/Nuuk;-180;2pto>-120 6hc0>-180 4r40>-120 6p40>-180 4jc0>-120 6p40>-180 4jc0>-120;2024:3.5.0.-60>-60 10.5.0.0>-120
America/Havana Cuba;-300;22oc>-240 7cg0>-300 43s0>-240 7cg0>-300 3w00>-240 7cg0>-300 3w00>-240 7cg0>-300 3w00>-240 7cg0>-300 3w00>-240 7cg0>-300 3w00>-240 iso0>-300;2028:3.2.0.0>-240 11.1.0.60>-300
America/Mazatlan Mexico/BajaSur;-420;2xz0>-360 69ic>-420 4yxo>-360 6hac>-420 4r5o>-360 6hac>-420;
America/Miquelon;-180;;2020:3.2.0.120>-120 11.1.0.120>-180
America/Noronha Atlantic/South_Georgia Brazil/DeNoronha Etc/GMT+2;-120;;
America/Ojinaga;-420;22v0>-360 7cec>-420 43to>-360 7cec>-420 3w1o>-360;2023:3.2.0.120>-300 11.1.0.120>-360
America/Rainy_River America/Winnipeg Canada/Central;-360;22tc>-300 7cec>-360 43to>-300 7cec>-360 3w1o>-300 7cec>-360 3w1o>-300 7cec>-360 3w1o>-300 7cec>-360 3w1o>-300 7cec>-360 3w1o>-300;
America/Santiago Chile/Continental;-180;2xp0>-240 4r5o>-180 6hac>-240 4r5o>-180 6hac>-240 4yxo>-180;2023:4.1.6.1440>-240 9.1.6.1440>-180
America/Scoresbysund;-60;2pto>0 6hc0>-60 4r40>0 6p40>-60 4jc0>0 6p40>-60 4jc0>0 6p40>-60 b8g0>-120;2025:3.5.0.-60>-60 10.5.0.0>-120
America/St_Johns Canada/Newfoundland;-210;;2020:3.2.0.120>-150 11.1.0.120>-210
America/Vancouver Canada/Pacific;-480;22wo>-420 7cec>-480 43to>-420 7cec>-480 3w1o>-420 7cec>-480 3w1o>-420 7cec>-480 3w1o>-420 7cec>-480 3w1o>-420 7cec>-480 3w1o>-420;
Antarctica/Casey;660;222o>480 6hc1>660 4yqz>480 69p1>660 4yqz>480 69p1>660 4vjz>480;
Antarctica/Davis Asia/Bangkok Asia/Barnaul Asia/Ho_Chi_Minh Asia/Hovd Asia/Jakarta Asia/Krasnoyarsk Asia/Novokuznetsk Asia/Novosibirsk Asia/Phnom_Penh Asia/Pontianak Asia/Saigon Asia/Tomsk Asia/Vientiane Etc/GMT-7 Indian/Christmas;420;;
Antarctica/DumontDUrville Asia/Ust-Nera Asia/Vladivostok Australia/Brisbane Australia/Lindeman Australia/Queensland Etc/GMT-10 Pacific/Chuuk Pacific/Guam Pacific/Port_Moresby Pacific/Saipan Pacific/Truk Pacific/Yap;600;;
Antarctica/Macquarie Australia/ACT Australia/Canberra Australia/Currie Australia/Hobart Australia/Melbourne Australia/NSW Australia/Sydney Australia/Tasmania Australia/Victoria;660;;2020:4.1.0.180>600 10.1.0.120>660
Antarctica/Mawson Asia/Aqtau Asia/Aqtobe Asia/Ashgabat Asia/Ashkhabad Asia/Atyrau Asia/Dushanbe Asia/Karachi Asia/Oral Asia/Qyzylorda Asia/Samarkand Asia/Tashkent Asia/Yekaterinburg Etc/GMT-5 Indian/Kerguelen Indian/Maldives;300;;
Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland;780;;2020:4.1.0.180>720 9.5.0.120>780
Antarctica/Troll;0;;2020:3.5.0.60>120 10.5.0.180>0
Antarctica/Vostok;420;18njo>300;
Asia/Almaty Asia/Qostanay;360;1axq0>300;
Asia/Amman;120;2ngo>180 6p40>120 4jc0>180 6p40>120 3o80>180;
Asia/Anadyr Asia/Kamchatka Etc/GMT-12 Kwajalein Pacific/Funafuti Pacific/Kwajalein Pacific/Majuro Pacific/Nauru Pacific/Tarawa Pacific/Wake Pacific/Wallis;720;;
Asia/Baku Asia/Dubai Asia/Muscat Asia/Tbilisi Asia/Yerevan Etc/GMT-4 Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk Indian/Mahe Indian/Mauritius Indian/Reunion;240;;
Asia/Beirut;120;;2020:3.5.0.0>180 10.5.0.0>120
Asia/Bishkek Asia/Dacca Asia/Dhaka Asia/Kashgar Asia/Omsk Asia/Thimbu Asia/Thimphu Asia/Urumqi Etc/GMT-6 Indian/Chagos;360;;
Asia/Brunei Asia/Choibalsan Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Hong_Kong Asia/Irkutsk Asia/Kuala_Lumpur Asia/Kuching Asia/Macao Asia/Macau Asia/Makassar Asia/Manila Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Ujung_Pandang Asia/Ulaanbaatar Asia/Ulan_Bator Australia/Perth Australia/West Etc/GMT-8 Hongkong PRC ROC Singapore;480;;
Asia/Calcutta Asia/Colombo Asia/Kolkata;330;;
Asia/Chita Asia/Dili Asia/Jayapura Asia/Khandyga Asia/Pyongyang Asia/Seoul Asia/Tokyo Asia/Yakutsk Etc/GMT-9 Japan Pacific/Palau ROK;540;;
Asia/Damascus;120;2ngo>180 6p2c>120 4jdo>180 6p2c>120 4jdo>180;
Asia/Famagusta Asia/Nicosia EET Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Mariehamn Europe/Nicosia Europe/Riga Europe/Sofia Europe/Tallinn Europe/Uzhgorod Europe/Vilnius Europe/Zaporozhye;120;;2020:3.5.0.180>180 10.5.0.240>120
Asia/Gaza Asia/Hebron;120;2oko>180 6hc0>120 4r40>180 6o00>120 4lk0>180 6o1o>120 5m9o>180 5m6c>120 5eho>180 5tyc>120 56po>180 61qc>120 4r5o>180 6hac>120 4r5o>180 6p2c>120 4jdo>180 6p2c>120 4jdo>180 6p2c>120 4r5o>180 6hac>120 4r5o>180 6hac>120 4r5o>180 6p2c>120 4jdo>180 6p2c>120 4jdo>180 6p2c>120 4jdo>180 6p2c>120 4r5o>180 69ic>120 4yxo>180 61qc>120 56po>180 5m6c>120 5m9o>180 5eec>120 5u1o>180 4yuc>120 1iho>180 7qc>120 4r5o>180 4jac>120 1apo>180 nac>120 4r5o>180 4bic>120 1apo>180 v2c>120 4r5o>180 3vyc>120 1iho>180 12uc>120 4r5o>180 3o6c>120 1apo>180 1q6c>120 4jdo>180 3gec>120 1apo>180 1xyc>120 4jdo>180 30uc>120 1iho>180 25qc>120 4r5o>180 2lac>120 1apo>180 2lac>120 4r5o>180 25qc>120 1iho>180 2t2c>120 4r5o>180 1xyc>120 1apo>180 3gec>120 4jdo>180 1q6c>120 1apo>180 3o6c>120 4jdo>180 1amc>120 1iho>180 3vyc>120 4r5o>180 v2c>120 1apo>180 4bic>120 4r5o>180 fic>120 1iho>180 4jac>120 4r5o>180 7qc>120 1iho>180 4r2c>120 61to>180 5eec>120 5m9o>180 5m6c>120 56po>180 61qc>120 4yxo>180 69ic>120 4r5o>180 6hac>120 4r5o>180 6p2c>120 4jdo>180 6p2c>120 4jdo>180 6p2c>120 4jdo>180 6p2c>120 4r5o>180 6hac>120 4r5o>180 6hac>120 4r5o>180 6p2c>120 4jdo>180 6p2c>120 4jdo>180 6hac>120 4yxo>180 61qc>120 56po>180 5tyc>120 5eho>180 5eec>120 5u1o>180 56mc>120 1apo>180 7qc>120 4jdo>180 4yuc>120 1apo>180 fic>120 4jdo>180 4jac>120 1iho>180 nac>120 4r5o>180 43qc>120 1apo>180 12uc>120 4r5o>180 3o6c>120 1iho>180 1amc>120 4r5o>180 3gec>120 1iho>180 1q6c>120 4jdo>180 38mc>120 1apo>180 25qc>120 4jdo>180 2t2c>120 1iho>180 2dic>120 4r5o>180 2dic>120 1apo>180 2t2c>120 4r5o>180 25qc>120 1apo>180 30uc>120 4r5o>180 1q6c>120 1iho>180 38mc>120 4r5o>180 1iec>120 1apo>180 3vyc>120 4jdo>180 12uc>120 1iho>180 43qc>120 4jdo>180 v2c>120 1iho>180 4bic>120 4r5o>180 fic>120 1apo>180 4r2c>120;2087:3.5.0.-1320>180 10.5.0.-1320>120
Asia/Jerusalem Asia/Tel_Aviv Israel;120;;2020:3.4.4.1560>180 10.5.0.120>120
Asia/Kabul;270;;
Asia/Kathmandu Asia/Katmandu;345;;
Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk Etc/GMT-11 Pacific/Bougainville Pacific/Efate Pacific/Guadalcanal Pacific/Kosrae Pacific/Noumea Pacific/Pohnpei Pacific/Ponape;660;;
Asia/Rangoon Asia/Yangon Indian/Cocos;390;;
Asia/Tehran Iran;210;2gq6>270 5oec>210 5m9o>270 5oec>210 5l5o>270 5oec>210;
Atlantic/Azores;-60;;2020:3.5.0.0>0 10.5.0.60>-60
Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Eire Europe/Belfast Europe/Dublin Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/Lisbon Europe/London GB GB-Eire Portugal WET;0;;2020:3.5.0.60>60 10.5.0.120>0
Atlantic/Cape_Verde Etc/GMT+1;-60;;
Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna;630;;2020:4.1.0.180>570 10.1.0.120>630
Australia/Darwin Australia/North;570;;
Australia/Eucla;525;;
Australia/LHI Australia/Lord_Howe;660;;2020:4.1.0.120>630 10.1.0.120>660
Chile/EasterIsland Pacific/Easter;-300;2xp0>-360 4r5o>-300 6hac>-360 4r5o>-300 6hac>-360 4yxo>-300;2023:4.1.6.1320>-360 9.1.6.1320>-300
Etc/GMT+10 HST Pacific/Honolulu Pacific/Johnston Pacific/Rarotonga Pacific/Tahiti US/Hawaii;-600;;
Etc/GMT+11 Pacific/Midway Pacific/Niue Pacific/Pago_Pago Pacific/Samoa US/Samoa;-660;;
Etc/GMT+12;-720;;
Etc/GMT+8 Pacific/Pitcairn;-480;;
Etc/GMT+9 Pacific/Gambier;-540;;
Etc/GMT-13 Pacific/Enderbury Pacific/Fakaofo Pacific/Kanton Pacific/Tongatapu;780;;
Etc/GMT-14 Pacific/Kiritimati;840;;
Europe/Chisinau Europe/Tiraspol;120;2ps0>180 6hc0>120 4r40>180 6p40>120;2022:3.5.0.180>180 10.5.0.240>120
Europe/Volgograd;240;b50o>180;
NZ-CHAT Pacific/Chatham;825;;2020:4.1.0.225>765 9.5.0.165>825
Pacific/Apia;840;2x3c>780 5eg0>840 5u00>780;
Pacific/Fiji;780;brc>720 al40>780 v40>720;
Pacific/Marquesas;-570;;
Pacific/Norfolk;720;;2020:4.1.0.180>660 10.1.0.120>720
`;
