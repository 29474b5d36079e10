import { country } from './country';

export const ROMANIA = country({
  code: 'RO',
  nameDe: 'Rumänien',
  nationalityDe: 'rumänisch',
  language: 'ro',
  languageDe: 'Rumänisch',
  europeanUnion: true,
  female: `Adelina Alexandra Bianca Camelia Claudia Cristina Daniela Elena Florentina Gabriela Georgiana Ileana Ionela
    Larisa Lavinia Loredana Luminița Mădălina Mihaela Mirela Nicoleta Paraschiva Ramona Raluca Roxana Simona Ștefania
    Teodora Valentina Viorica`,
  male: `Adrian Alexandru Andrei Bogdan Călin Cătălin Ciprian Claudiu Constantin Cornel Cosmin Cristian Daniel Dragoș
    Eugen Florin Gabriel Gheorghe Grigore Iulian Laurențiu Liviu Marius Mihai Nicolae Octavian Răzvan Sebastian Ștefan
    Teodor Tiberiu Valeriu Vasile`,
  family: `Albescu Avramescu Bălănescu Bratu-Lupan Brădean Cernescu Ciobotaru Cojocaru Crăciunescu Dănciulescu Dumbravă
    Fântânaru Florescu Ghinescu Grigorescu Izvoranu Lăutaru Lupescu Măgureanu Moldovan Morărescu Muntean Negrescu
    Olteanu Păduraru Pietreanu Plopeanu Roșianu Sălăjan Săvescu Stejărel Șerbănescu Țăranu Ungureanu Văduva Vulpescu`,
});

export const BULGARIA = country({
  code: 'BG',
  nameDe: 'Bulgarien',
  nationalityDe: 'bulgarisch',
  language: 'bg',
  languageDe: 'Bulgarisch',
  europeanUnion: true,
  female: `Albena Aneliya Antoaneta Boryana Daniela Desislava Diana-Maria Donka Elitsa Galina Gergana Hristina Ivanka
    Kalina Katerina Magdalena Mariyka Milena Nadezhda Penka Radostina Rositsa Silviya Snezhana Stanimira Tsvetelina
    Veselina Violeta Zlatka`,
  male: `Aleksandar Asparuh Blagoy Bozhidar Delyan Dimitar Emanuil Georgi Hristo Ilian Ivaylo Kaloyan Krasimir
    Lyubomir Martin Miroslav Nikolay Ognyan Pavel Plamen Radoslav Rumen Simeon Stanislav Stoyan Todor Tsvetan Valentin
    Yordan Zdravko`,
  family: `Aleksandrov/Aleksandrova Balabanov/Balabanova Bogdanov/Bogdanova Chakarov/Chakarova Dobrev/Dobreva
    Donchev/Doncheva Ganchev/Gancheva Gospodinov/Gospodinova Hadzhiev/Hadzhieva Iliev/Ilieva Kolarov/Kolarova
    Kovachev/Kovacheva Lozanov/Lozanova Manolov/Manolova Mihaylov/Mihaylova Nedyalkov/Nedyalkova Ovcharov/Ovcharova
    Panayotov/Panayotova Rusev/Ruseva Slavov/Slavova Stanchev/Stancheva Tashev/Tasheva Tsankov/Tsankova Velikov/Velikova
    Yankov/Yankova Zahariev/Zaharieva`,
});

export const POLAND = country({
  code: 'PL',
  nameDe: 'Polen',
  nationalityDe: 'polnisch',
  language: 'pl',
  languageDe: 'Polnisch',
  europeanUnion: true,
  female: `Agata Agnieszka Aleksandra Aneta Barbara Beata Bożena Danuta Dominika Dorota Edyta Grażyna Halina Izabela
    Jadwiga Joanna Justyna Karolina Katarzyna Kinga Klaudia Magdalena Małgorzata Monika Natalia Patrycja Paulina Sylwia
    Urszula Weronika Wioletta`,
  male: `Andrzej Arkadiusz Bartosz Bogusław Damian Dariusz Dawid Filip Grzegorz Jacek Jakub Jarosław Kamil Karol
    Krzysztof Leszek Łukasz Maciej Marcin Marek Mateusz Michał Mirosław Patryk Paweł Piotr Przemysław Rafał Sławomir
    Szymon Tomasz Wojciech Zbigniew`,
  family: `Adamczewski/Adamczewska Bielawski/Bielawska Borowik Brzozowski/Brzozowska Cieślik Dąbrowny/Dąbrowna
    Gajewski/Gajewska Głowacz Górniak Grabski/Grabska Jabłonka Jeziorny/Jeziorna Kaczmarczyk Kasprzak Kołodziejski/Kołodziejska
    Kowalik Leśniak Lipowski/Lipowska Łąkowski/Łąkowska Maciejak Młynarczyk Mroczek Olszański/Olszańska Pawłowicz
    Piekarczyk Rybarczyk Sadowniczy/Sadownicza Stolarczyk Szymborny/Szymborna Wierzbicki/Wierzbicka Wiśniak
    Zawierucha Zieliński/Zielińska`,
});

export const PORTUGAL = country({
  code: 'PT',
  nameDe: 'Portugal',
  nationalityDe: 'portugiesisch',
  language: 'pt',
  languageDe: 'Portugiesisch',
  europeanUnion: true,
  female: `Beatriz Carlota Catarina Conceição Cristina Fátima Filipa Francisca Graça-Maria Helena Isabel Joana-Rita
    Leonor Lurdes Madalena Mafalda Margarida Mariana Matilde Natália Patrícia Raquel Rosário Sandra Susana Teresa`,
  male: `Afonso Agostinho Álvaro António Armando Baltazar Bernardo Carlos Domingos Duarte Eduardo Fernando Filipe
    Francisco Gonçalo Henrique Joaquim Jorge Leandro Manuel Miguel Nelson Nuno-Miguel Orlando Ricardo Rodrigo Salvador
    Vicente`,
  family: `Azevedo Barroselas Bragança Carvalhal Cerqueira Coutinhal Estrela Fontinha Freixo Gouveia Lagoela Machadinho
    Magalheiro Matoso Moreirinha Nogueiral Oliveirinha Pereirinha Pinhal Queirela Ribeirinho Salgueiral Serrano Sobral
    Teixeirinha Valadares`,
});

export const ITALY = country({
  code: 'IT',
  nameDe: 'Italien',
  nationalityDe: 'italienisch',
  language: 'it',
  languageDe: 'Italienisch',
  europeanUnion: true,
  female: `Alessia Antonella Arianna Beatrice Benedetta Camilla Carlotta Chiara Concetta Donatella Elisabetta Federica
    Filomena Francesca Giovanna Giulia Graziella Ilaria Letizia Lucrezia Michela Patrizia Rosaria Serena Silvia Tiziana
    Valeria`,
  male: `Alberto Alessandro Angelo Antonio Carmelo Claudio Davide Domenico Emanuele Fabrizio Filippo Francesco Gaetano
    Giacomo Giovanni Giuseppe Lorenzo Luciano Marcello Massimo Matteo Michele Nicola Pasquale Raffaele Riccardo Salvatore
    Stefano Vincenzo`,
  family: `Ballarini Bellomonte Bevilacqua Calvarese Campanella Cavallaro Colacino Cordova Fontanella Forlani Gambardella
    Iannuzzi Lopresti Marchegiano Mastroianelli Montefusco Morabito Olivieri Palumbelli Pellegrotti Quattrocchi
    Ruggirello Santacroce Tagliaferro Tornatore Valentini Vignarolo`,
});
