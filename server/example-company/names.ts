/** Names of people, for contacts; every one is made up. */
export const frenchFirstNames = [
  ...(['Claire', 'Nicolas', 'Sophie', 'Karim', 'Hélène', 'Julien', 'Amandine', 'Mathieu'] as const),
  ...(['Nadège', 'Olivier', 'Samira', 'Thierry', 'Élodie', 'Franck', 'Isabelle', 'Yann'] as const),
  ...(['Lucie', 'Pascal', 'Émilie', 'Rachid', 'Valérie', 'Bastien', 'Corinne', 'Antoine'] as const),
] as const;

export const frenchLastNames = [
  ...(['Morel', 'Garnier', 'Besson', 'Lefort', 'Chapuis', 'Renaudin', 'Belkacem', 'Vasseur'] as const),
  ...(['Pommier', 'Tissot', 'Courbet', 'Dufresne', 'Aubry', 'Marchais', 'Ferrier', 'Lambolez'] as const),
  ...(['Quéméner', 'Sabatier', 'Delorme', 'Haddad', 'Rochat', 'Villemin', 'Blondel', 'Jacquet'] as const),
] as const;

export const englishFirstNames = [
  ...(['Emma', 'Oliver', 'Grace', 'Harry', 'Niamh', 'Callum', 'Priya', 'Daniel'] as const),
] as const;

export const englishLastNames = [
  ...(['Ashdown', 'Fairley', 'Hartwell', 'Okafor', 'Brennan', 'Merrick', 'Sandhu', 'Whitlock'] as const),
] as const;
