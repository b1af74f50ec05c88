import type { ProfileName } from './profiles.ts';

/** A customer before contacts and invoices are made for it. */
export interface Company {
  /** The entity of the workspace that invoices it. */
  readonly entity: 'france' | 'suisse';
  readonly name: string;
  readonly country: string;
  readonly language: 'fr' | 'en';
  readonly zone: string;
  readonly sector: string;
  readonly profile: ProfileName;
  /** Tags beside those of the profile. */
  readonly tags: readonly string[];
}

function french(name: string, sector: string, profile: ProfileName, ...tags: readonly string[]): Company {
  return { ...at('FR', 'fr', 'Europe/Paris'), name, sector, profile, tags };
}

function foreign(country: string, zone: string, name: string, sector: string, profile: ProfileName): Company {
  return { ...at(country, 'en', zone), name, sector, profile, tags: [] };
}

function swiss(name: string, sector: string, profile: ProfileName, language: 'fr' | 'en' = 'fr'): Company {
  return { ...at('CH', language, 'Europe/Zurich'), entity: 'suisse', name, sector, profile, tags: [] };
}

function at(country: string, language: 'fr' | 'en', zone: string) {
  return { entity: 'france', country, language, zone } as const;
}

/** Sixty customers, all made up; their order is the order of their numbers. */
export const companies: readonly Company[] = [
  french('Menuiserie Garnier-Pommel', 'bois', 'ordinary'),
  french('Charpentes du Vercors', 'bois', 'ordinary'),
  french('Serrurerie Belleroche', 'métallerie', 'ordinary'),
  french('Cuisines Lafargue', 'agencement', 'ordinary', 'negociation'),
  french('Agencements Rive Droite', 'agencement', 'ordinary', 'negociation'),
  french('Boulangerie des Trois Moulins', 'alimentaire', 'loyal'),
  french('Librairie du Quai Vert', 'commerce', 'loyal'),
  french('Maçonnerie Dartigues', 'bâtiment', 'late'),
  french('Plâtrerie Montclar', 'bâtiment', 'late', 'litige'),
  french('Transports Vauquelin Frères', 'transport', 'late'),
  french('Brasserie Saint-Ferréol', 'restauration', 'fresh'),
  french('Atelier Cobalt', 'design', 'fresh'),
  french('Hôtel du Belvédère Blanc', 'hôtellerie', 'fresh'),
  french('Groupe Hospitalier Val-Aubrac', 'santé', 'key', 'conditions-speciales'),
  french('Magasins Delvaux', 'commerce', 'key'),
  french('Constructions Aramont', 'bâtiment', 'key'),
  french('Garage Pontarlec', 'automobile', 'silent'),
  french('Isolation Chambréal', 'bâtiment', 'silent'),
  french('Restaurant Le Passe-Muraille', 'restauration', 'silent'),
  french('Étanchéité Corbières', 'bâtiment', 'silent', 'litige'),
  french('Fonderie du Haut-Bugey', 'métallurgie', 'riskHigh'),
  french('Imprimerie Tranchant', 'imprimerie', 'riskHigh'),
  french('Négoce Bois Ravel', 'négoce', 'riskHigh'),
  french('Scierie de la Combe Noire', 'bois', 'riskMedium'),
  french('Clôtures Bellegarde', 'bâtiment', 'riskMedium'),
  french('Ferronnerie Castanet', 'métallerie', 'riskLow'),
  french('École de voile Kerdrun', 'loisirs', 'riskLow'),
  french('Verrières Lumen', 'verre', 'channels'),
  french('Mobilier Scolaire Thévenot', 'mobilier', 'channels'),
  french('Paysages Montgaillard', 'paysage', 'channels', 'relation-personnelle'),
  french('Rayonnages Sud-Isère', 'logistique', 'channels'),
  french('Logistique Aubeterre', 'logistique', 'channels'),
  french('Caves Roquemaure', 'alimentaire', 'shared'),
  french('Laiterie des Aravels', 'alimentaire', 'shared'),
  french('Chocolaterie Perdrix', 'alimentaire', 'shared'),
  french('Savonnerie Vallombre', 'cosmétique', 'shared'),
  french('Cycles Grandpré', 'commerce', 'shared'),
  french('Électricité Jouvence', 'bâtiment', 'classic'),
  french('Chauffage Lormel', 'bâtiment', 'classic'),
  french('Plomberie Castelnau-Viel', 'bâtiment', 'classic'),
  french('Peintures Vermillon', 'bâtiment', 'classic'),
  french('Architecte Solène Kerbrat', 'architecture', 'regular'),
  french('Scénographie Plein Jour', 'spectacle', 'regular'),
  french('Galerie Nord-Levant', 'culture', 'regular'),
  french('Théâtre de la Petite Ourse', 'spectacle', 'regular'),
  french('Optique Saint-Aubin-des-Prés', 'santé', 'trial'),
  french('Cabinet dentaire Les Tilleuls', 'santé', 'trial'),
  french('Coopérative Terres d’Éole', 'agriculture', 'trial'),
  french('Horlogerie Franche-Combe', 'commerce', 'trial'),
  foreign('GB', 'Europe/London', 'Harrowgate Display Fittings', 'retail', 'ordinary'),
  foreign('GB', 'Europe/London', 'Pennywhistle Bookshops', 'retail', 'loyal'),
  foreign('IE', 'Europe/Dublin', 'Ballymoyle Creamery', 'food', 'fresh'),
  foreign('NL', 'Europe/Amsterdam', 'Van der Oever Storage', 'logistics', 'late'),
  foreign('DE', 'Europe/Berlin', 'Nordhain Laborbau', 'laboratories', 'ordinary'),
  swiss('Horlogerie des Brenets Neufs', 'horlogerie', 'ordinary'),
  swiss('Vignobles de Lavaux-Dessus', 'alimentaire', 'ordinary'),
  swiss('Clinique du Petit-Salève', 'santé', 'loyal'),
  swiss('Ébénisterie Vuillerens', 'bois', 'late'),
  swiss('Lakeside International School', 'education', 'ordinary', 'en'),
  swiss('Fromagerie de l’Etivaz-Bas', 'alimentaire', 'ordinary'),
];
