import { country } from './country';

export const AFGHANISTAN = country({
  code: 'AF',
  nameDe: 'Afghanistan',
  nationalityDe: 'afghanisch',
  language: 'fa',
  languageDe: 'Persisch',
  europeanUnion: false,
  female: 'Arezo Farida Freshta Habiba Hosna Latifa Marzia Nargis Parwin Rahila Roqia Sakina Shabnam Shukria Zarmina',
  male: `Abdul-Wali Ajmal Aminullah Esmatullah Farhad Habibullah Hamidullah Jawad Mirwais Najib Naweed Nematullah
    Qudratullah Rohullah Sayed Shafiq Wahid Zabihullah`,
  family: `Ahmadkhel Alizadegan Azimyar Barekzai Faqiryar Ghafuryan Haidaryan Hashemyan Jafaryan Karimyar Mohebzada
    Nazaryar Noorzada Qaderyan Rahimyar Safawyan Sharifyar Sultanyar Wardakyar`,
});

export const ERITREA = country({
  code: 'ER',
  nameDe: 'Eritrea',
  nationalityDe: 'eritreisch',
  language: 'ti',
  languageDe: 'Tigrinisch',
  europeanUnion: false,
  female:
    'Abrehet Almaz Arsema Asmeret Eyerusalem Feven Freweini Letebrhan Luwam Milena Rahwa Saron Semhar Selam Winta',
  male: 'Abraham Amanuel Aron-Hagos Berhane Biniam Dawit Ermias Filmon Henok Kibrom Merhawi Mulugeta Natnael Robel Samuel Tesfay Yonas',
  family: `Abrahale Andemikael Araya Beraki Estifanos Gebrehiwot Gebremeskel Ghirmay Habtegabir Haileab Kidane Mebrahtu
    Mengsteab Negasi Okbamikael Tekeste Tesfamariam Tewelde Weldegabir Zerezghi`,
});

export const IRAQ = country({
  code: 'IQ',
  nameDe: 'Irak',
  nationalityDe: 'irakisch',
  language: 'ku',
  languageDe: 'Kurdisch',
  europeanUnion: false,
  female:
    'Avesta Berivan Chnoor Dilnaz Gulistan Hêvîdar Jiyan Kazhal Lanja Nazdar Nigar Rojin Shilan Sherin Tavga Vejin Zerya',
  male: 'Aram-Hiwa Bahoz Bakhtiar Barzan Diyar Dlovan Farhad Hawkar Hoshyar Karwan Kawan Nechir Rebaz Rebwar Sarbast Shwan Zirek',
  family: `Abdulqadr Amedyani Aqrawyan Barwaryan Dosekyan Gardyani Hamawand Jaffyani Khoshnawi Mizuryan Nerwayi Penjwini
    Qaradaghi Rawandizi Shekhani Sindyani Surchyani Zaxoyan Zebaryan`,
});

export const KAZAKHSTAN = country({
  code: 'KZ',
  nameDe: 'Kasachstan',
  nationalityDe: 'kasachisch',
  language: 'ru',
  languageDe: 'Russisch',
  europeanUnion: false,
  female:
    'Antonina Ekaterina Galina Ljudmila Margarita Marina-Irma Nadeschda Raissa Swetlana Tatjana Valentina Viktorija',
  male: 'Alexej Anatolij Dmitrij Eduard Gennadij Jewgenij Konstantin Leonid Nikolaj Sergej Viktor-Emil Waldemar Wladimir',
  family:
    'Bechthold-Rau Dillmann Ehrlichmann Grünwaldt Helmutz Kasperling Lichtenwaldt Pfannenstiel Reinhardtz Schellenbergh Weimannz',
});

export const MOROCCO = country({
  code: 'MA',
  nameDe: 'Marokko',
  nationalityDe: 'marokkanisch',
  language: 'fr',
  languageDe: 'Französisch',
  europeanUnion: false,
  female: 'Asmae Bouchra Fatiha Hafsa Hajar Ikram Kaoutar Loubna Meriem Naima Oumaima Rachida Sanae Siham Wafae Zineb',
  male: 'Abdelilah Achraf Anouar Brahim Driss Hicham Ismail Jaouad Khalid Lahcen Mehdi Mounir Noureddine Othmane Rachid Soufiane',
  family: `Aboulfath Aitlahsen Belhadji Benkirani Bouazzati Chraibani El-Fassani El-Idrissani Lahlouani Lamrabti Mernissani
    Ouazzanti Sefriouani Tazarini Zerouani`,
});
