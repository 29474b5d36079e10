import { country } from './country';

export const SYRIA = country({
  code: 'SY',
  nameDe: 'Syrien',
  nationalityDe: 'syrisch',
  language: 'ar',
  languageDe: 'Arabisch',
  europeanUnion: false,
  female: `Afrah Asmaa Aziza Bushra Dalal Fadia Fatima Ghada Hanan Hiyam Iman-Nour Joumana Khadija Lamia Layla Maysa
    Mouna Nadia Najwa Nisreen Rabia Rania Rasha Salma Samira Sawsan Widad Yasmin Zainab`,
  male: `Abdulrahman Adnan Ahmad Anwar Bassam Fadel Fahed Ghassan Hamid Haytham Ibrahim Jamal Kamal Khaled Mahmoud
    Marwan Mazen Mustafa Nabil Nasser Omar-Ziad Qasim Rashid Samir Tarek Wassim Yousef Ziyad`,
  family: `Abboudi Al-Ahdab Al-Badawi Al-Fayyad Al-Haddar Al-Jaziri Al-Kurdani Al-Masrani Al-Nahhas Al-Qadri Al-Rifai
    Al-Sabbagh Barakani Darwisch Fakhouri Ghazalani Hallaqi Hammoudi Kabbanji Khayyat Mansouri Najjarin Qabbari
    Sarrafi Tahhan Zaytouni`,
});

export const KOSOVO = country({
  code: 'XK',
  nameDe: 'Kosovo',
  nationalityDe: 'kosovarisch',
  language: 'sq',
  languageDe: 'Albanisch',
  europeanUnion: false,
  female: `Adelina Albana Arbnora Arjeta Besarta Blerina Donjeta Drita-Hana Elmaze Fatime Fitore Florije Hatixhe Kaltrina
    Kimete Lirije Luljeta Merita Mirlinda Nexhmije Qëndresa Shpresa Teuta-Hana Valbona Vjollca Xhevahire`,
  male: `Afrim Agron Arben Arbnor Avdyl Bashkim Besnik Blerim Burim Driton Enver Fatmir Fisnik Gëzim Hajdin Idriz Ilirian
    Kushtrim Lulzim Naser Përparim Qëndrim Rexhep Shkelqim Skender Valdrin Visar Xhevat`,
  family: `Ahmetaj Arifaj Avdimetaj Bajraktari Berishaj Bytyqaj Dautaj Demolli Elezaj Fazliju Gjikolli Gjonbalaj Halimaj
    Hasanaj Hoxhaj Kelmendaj Kryeziu Lokaj Mehmetaj Morinaj Osmanaj Rexhepaj Sadikaj Shalaj Thaqaj Zeqiraj Zogaj`,
});

export const SERBIA = country({
  code: 'RS',
  nameDe: 'Serbien',
  nationalityDe: 'serbisch',
  language: 'sr',
  languageDe: 'Serbisch',
  europeanUnion: false,
  female: `Aleksandra Biljana Bojana Branislava Dobrila Dragana Dušanka Gordana Jasmina Jovana Ljiljana Marijana Milica
    Milijana Nataša Nevena Radmila Slađana Slavica Snežana Svetlana Vesela Zagorka Živana`,
  male: `Aleksandar Blagoje Bogoljub Borislav Bratislav Časlav Dejan Dobrivoje Dragiša Goran Jovica Ljubiša Milan Milenko
    Milivoje Miodrag Nebojša Nemanja Predrag Radiša Slobodan Srđan Stojan Velibor Vojislav Zoran Živorad`,
  family: `Aleksić Bogosavac Čolaković Dobrosavac Đurđevac Gavrilović Golubac Ilijević Jakšić Kostandić Lazarević Ljubičić
    Maletin Milentijević Mladenac Nedeljkov Ostojin Pantelin Prodanov Radosavac Savatić Stevandić Šumarac Trajkov
    Vasiljević Živanac`,
});

export const TURKEY = country({
  code: 'TR',
  nameDe: 'Türkei',
  nationalityDe: 'türkisch',
  language: 'tr',
  languageDe: 'Türkisch',
  europeanUnion: false,
  female: `Asuman Ayfer Aylin Aysel Ayşegül Belgin Çiğdem Dilek Ebru-Naz Elif-Su Emine Fadime Feride Gönül Gülay Gülsüm
    Hacer Hatice Havva İpekna Leyla Meryem Nazan Nermin Nurcan Pınar Selma Sevgi Songül Şerife Yeliz Zehra`,
  male: `Abdullah Ahmet Bayram Burak Cemal Cengiz Devrim Emrah Ercan Erdal Fatih Ferhat Gökhan Hakan Halil Hasan Hüseyin
    İbrahim İsmail Kemal Levent Mehmet Murat Mustafa Necati Orhan Osman Ramazan Salih Selim Süleyman Şükrü Tuncay Yusuf`,
  family: `Ağaçdalı Akbulutlu Altınova Bağcıoğlu Balıkçı Bozdağlı Çamlıbel Çobanlı Demirdağ Değirmenci Ekmekçi Erdemir
    Gökçeova Gülbahçe Güneşli İncirli Karabulutlu Kavaklı Kayalıdağ Kırmızı Koçakova Odabaşlı Özçelikli Sarıkayalı
    Şimşekli Taşdemirli Terzioğlu Tütüncü Yağmurlu Yıldırımlı`,
});

export const UKRAINE = country({
  code: 'UA',
  nameDe: 'Ukraine',
  nationalityDe: 'ukrainisch',
  language: 'uk',
  languageDe: 'Ukrainisch',
  europeanUnion: false,
  female: `Alina Anzhela Bohdana Dariia Halyna Hanna-Mariia Iryna Kateryna Khrystyna Larysa Liubov Liudmyla Mariana
    Myroslava Nadiia Nataliia Oksana Oleksandra Olena Sofiia Solomiia Svitlana Tetiana Valentyna Viktoriia Yuliia`,
  male: `Anatolii Andrii Bohdan Danylo Dmytro Fedir Hryhorii Ihor-Taras Kostiantyn Leonid Maksym Mykhailo Mykola Mykyta
    Oleksandr Oleksii Ostap Pavlo Petro Ruslan Serhii Stepan Taras Vadym Vasyl Viktor Vitalii Yaroslav`,
  family: `Babenchuk Bilokinko Bondarchuk Chumachuk Dziubenko Hnatiukiv Honchariv Horbatko Ivanchuk Karpiuk Kolisnychuk
    Koroliuk Kovalchuk Kravets Kushnirenko Lysychko Marchuk Melnychuk Mykytiuk Ohorodnyk Pasichnyk Pavliuk Rybalchuk
    Savchuk Shvets Sydorchuk Tkachuk Vovchenko Yatsenchuk Zhuravel`,
});

export const INDIA = country({
  code: 'IN',
  nameDe: 'Indien',
  nationalityDe: 'indisch',
  language: 'hi',
  languageDe: 'Hindi',
  europeanUnion: false,
  female: `Aishani Anjali Archana Bhavana Chitra Deepali Divya Gayatri Harini Indira Ishita Jyoti Kalyani Kavita Lakshmi
    Madhavi Manisha Meenal Nandini Padma Pallavi Pooja Preeti Rashmi Revathi Sangeeta Shalini Shreya Sunita Swati Vidya`,
  male: `Abhinav Aditya Akash Anand Anirudh Arvind Ashok Balaji Deepak Dinesh Ganesh Girish Harish Karthik Kishore Lokesh
    Manoj Mohan Nikhil Nitin Pankaj Pradeep Prakash Rahul Rajesh Rakesh Ramesh Sanjay Sandeep Sunil Suresh Varun Vivek`,
  family: `Acharyan Banerkar Bhandarkar Bhattaran Chakraban Chauhani Deshmukhi Deshpane Gokharan Hegdekar Iyengaran
    Joshikar Kambleran Kulkarne Mahajani Mukherani Nambiaran Parikhal Patilkar Pillaian Raghavani Ranadekar Saxenar
    Shetkari Trivedan Varmani Yadavan`,
});
