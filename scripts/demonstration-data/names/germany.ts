import { country } from './country';

/** Names of the institutions' staff and of resettlers; staff are synthetic as well. */
export const GERMANY = country({
  code: 'DE',
  nameDe: 'Deutschland',
  nationalityDe: 'deutsch',
  language: 'de',
  languageDe: 'Deutsch',
  europeanUnion: true,
  female: `Annegret Birgit Christiane Dorothea Friederike Gudrun Hannelore Henrike Katharina Kerstin Liselotte Mareike
    Mechthild Reinhild Rosemarie Swantje Ulrike Wiebke`,
  male: `Bernward Carsten Detlef Eckhard Friedhelm Gereon Hartmut Heinrich Jürgen Klemens Ludger Meinolf Rüdiger Thorben
    Ulrich Volker Wilfried Winfried`,
  family: `Ahlmann Althues-Brink Bäumker Deitermann Eggenhaus Feldkötter Grönefeld Hölscherhoff Kamphüs Lütkemöller Middelbeck
    Niehoffer Öchtering Pöhlker Rölver Schürkötter Tüshaus Tönnemann Uhlenbrock Ueding-Lohe Wesselmann Wöstefeld Zumbülte Zurmühlen`,
});
