import { country } from './country';

export const CROATIA = country({
  code: 'HR',
  nameDe: 'Kroatien',
  nationalityDe: 'kroatisch',
  language: 'hr',
  languageDe: 'Kroatisch',
  europeanUnion: true,
  female: `Andrijana Blaženka Božica Danijela Dragica Đurđica Gordana Ivančica Jasenka Katarina Ljerka Ljubica Marijana
    Mirjana Nikolina Ružica Sanja-Marija Slavica Snježana Štefica Tihana Vesna-Marija Vlatka Zrinka`,
  male: `Antun Berislav Blaženko Branimir Dalibor Damjan Domagoj Dragutin Franjo Goran Hrvoje Ivica Josip Krešimir
    Krunoslav Ljudevit Marijan Mladen Nenad Stjepan Tihomir Tomislav Velimir Vjekoslav Zdenko Zvonimir Željko`,
  family: `Barbarić Blažinčić Brezovac Čavlović Domjanić Dračevac Grgurić Hrastić Jagodić Jelenčić Klarić Krznarić
    Lončarić Maglić Orešković Pavlinić Podravec Ribarić Škorjanec Štimac Tomljanić Vrbanec Vukelić Zagorec Žitnjak`,
});

export const HUNGARY = country({
  code: 'HU',
  nameDe: 'Ungarn',
  nationalityDe: 'ungarisch',
  language: 'hu',
  languageDe: 'Ungarisch',
  europeanUnion: true,
  female: `Adrienn Andrea Annamária Beáta Boglárka Borbála Csilla Dorottya Erzsébet Eszter Gabriella Gizella Gyöngyi
    Ildikó Jolán Julianna Katalin Klára Krisztina Margit Mónika Orsolya Piroska Rozália Zsófia Zsuzsanna`,
  male: `András Antal Attila Balázs Barnabás Benedek Dániel Dénes Ferenc Gáspár Gergely György István Károly Kornél
    Kristóf László Lőrinc Mátyás Miklós Sándor Szabolcs Szilárd Tamás Tibor Vilmos Zoltán Zsombor`,
  family: `Ágoston Bárányos Bodnárfi Csordás Erdélyi Fazekas Földesi Gulyás Hegedűsi Juhászi Kádárfi Kelemenfi Kertészfi
    Ködmönös Lakatosi Lovasi Mészárosi Mezőfi Molnárfi Patakfi Rétfalvi Somogyvári Szűcsi Takácsfi Tölgyesi Vadászi`,
});

export const GREECE = country({
  code: 'GR',
  nameDe: 'Griechenland',
  nationalityDe: 'griechisch',
  language: 'el',
  languageDe: 'Griechisch',
  europeanUnion: true,
  female: `Aikaterini Anastasia Angeliki Athina Chrysoula Despina Dimitra Eleftheria Evangelia Fotini Georgia Kalliopi
    Konstantina Kyriaki Paraskevi Polyxeni Sofia Stavroula Theodora Vasiliki`,
  male: `Achilleas Alexandros Anastasios Antonios Apostolos Charalampos Christos Dimitrios Efstathios Evangelos Georgios
    Ioannis Konstantinos Lazaros Nikolaos Panagiotis Pantelis Spyridon Stylianos Theodoros Vasileios`,
  family: `Alexiadis/Alexiadou Anagnostakis/Anagnostaki Christofidis/Christofidou Daskalopoulos/Daskalopoulou
    Floridis/Floridou Grammatidis/Grammatidou Kalogerakis/Kalogeraki Karvounidis/Karvounidou Kyriazidis/Kyriazidou
    Lambrakidis/Lambrakidou Makridis/Makridou Mavridis/Mavridou Nikolaidis/Nikolaidou Panagopoulos/Panagopoulou
    Petridis/Petridou Raptopoulos/Raptopoulou Stathopoulos/Stathopoulou Vlachopoulos/Vlachopoulou Xenakidis/Xenakidou`,
});

export const NETHERLANDS = country({
  code: 'NL',
  nameDe: 'Niederlande',
  nationalityDe: 'niederländisch',
  language: 'nl',
  languageDe: 'Niederländisch',
  europeanUnion: true,
  female: `Annelies Annemiek Brechtje Cornelia Dieuwertje Femke Geertje Hanneke Henriëtte Ingeborg Janneke Johanna
    Jolanda Liesbeth Loes-Marie Margriet Marijke Marloes Mieke Roosmarijn Saskia Tineke Willemijn Wilhelmina`,
  male: `Adriaan Albertus Bastiaan Cornelis Diederik Dirk-Jan Ewoud Floris Frederik Gerrit Hendrik Hubertus Jeroen
    Joost Lambertus Maarten Matthijs Michiel Pieter Reinier Roelof Sander Theunis Willem Wouter`,
  family: `Achterberg Bloemendaal Boerhof Dijkgraaf Doornbosch Eikenaar Grasveld Groeneweg Heidekamp Hoogland Kapteijn
    Korenveld Lindhout Molenkamp Nieuwhuis Ploegmaker Rietveen Roosendal Schaapman Slootweg Steenbrink Timmerhuis
    Veenhof Waterman Weidema Zandbergen`,
});

export const SPAIN = country({
  code: 'ES',
  nameDe: 'Spanien',
  nationalityDe: 'spanisch',
  language: 'es',
  languageDe: 'Spanisch',
  europeanUnion: true,
  female: `Adoración Almudena Asunción Beatriz Begoña Carmen Catalina Concepción Dolores Encarnación Esperanza Fernanda
    Guadalupe Inmaculada Lourdes Manuela Mercedes Montserrat Natividad Remedios Rocío Rosario Soledad Yolanda`,
  male: `Agustín Alfonso Alonso Anselmo Bartolomé Benito Cayetano Cristóbal Eduardo Emilio Esteban Facundo Fermín
    Gonzalo Gregorio Ignacio Joaquín Leandro Marcelino Nicolás Pascual Ramiro Rodrigo Santiago Teodoro Vicente`,
  family: `Abellaneda Alamedilla Arroyuelo Barranquero Berrocal Calderero Campillo Carrascal Castañar Cerezuela Espinar
    Fuentelsaz Herrezuelo Lagunero Manzanal Montesino Naranjal Olivares Peñalver Robledal Salcedilla Torrejoncillo
    Valdeolmos Vallejuelo Zarzuelo`,
});
