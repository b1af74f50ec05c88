/** A flow without faults, in its canonical form; broken documents are made from it by one change each. */
export const sound = `{
  "id": "echelle",
  "name": "Échelle",
  "currency": "EUR",
  "entry": {
    "when": {
      "all": [
        { "fact": "invoice.open", "operator": "greaterThanInclusive", "value": "50.00" }
      ]
    }
  },
  "policies": {
    "window": "weekdays 09:00-18:00",
    "cap": { "atMost": 2, "per": "7 days" },
    "floor": "10.00"
  },
  "interrupts": {
    "promised": { "grace": "3 business days" },
    "tags": {
      "litige": { "jump": "fin" },
      "negociation": "hold"
    }
  },
  "start": "j7",
  "steps": [
    {
      "id": "j7",
      "kind": "wait",
      "until": { "from": "due", "days": 7, "count": "business", "at": "10:00" },
      "next": "relance-1"
    },
    {
      "id": "relance-1",
      "kind": "email",
      "to": ["billing"],
      "message": "relance-1",
      "tone": "courtesy",
      "next": "ecoute"
    },
    {
      "id": "ecoute",
      "kind": "listen",
      "since": "relance-1",
      "outcomes": [
        { "name": "promesse", "on": "promised", "next": "fin" },
        { "name": "appel fait", "on": "task-done", "outcome": ["done"], "next": "fin" }
      ],
      "within": "8 days",
      "timeout": "montant"
    },
    {
      "id": "montant",
      "kind": "branch",
      "cases": [
        {
          "name": "gros",
          "when": { "fact": "invoice.open", "operator": "greaterThan", "value": "5000.00" },
          "next": "appel"
        }
      ],
      "else": "delai"
    },
    {
      "id": "delai",
      "kind": "experiment",
      "variants": [
        { "name": "court", "weight": 1, "next": "j21" },
        { "name": "long", "weight": 1, "next": "j30" }
      ]
    },
    {
      "id": "j21",
      "kind": "wait",
      "until": { "from": "delivery", "step": "relance-1", "days": 14 },
      "next": "relance-2"
    },
    {
      "id": "j30",
      "kind": "wait",
      "until": { "from": "due", "days": 30, "count": "business" },
      "next": "relance-2"
    },
    {
      "id": "relance-2",
      "kind": "email",
      "to": ["cfo", "billing"],
      "message": "relance-2",
      "tone": "firm",
      "next": "fin"
    },
    {
      "id": "appel",
      "kind": "call",
      "to": ["cfo"],
      "script": "appel",
      "within": "1 business day",
      "next": "fin"
    },
    {
      "id": "fin",
      "kind": "end"
    }
  ]
}
`;

/**
 * The sound flow with one piece of its text replaced.
 *
 * @throws Error when the piece is not there, or more than once: the case would not test what it says.
 */
export function swapped(piece: string, replacement: string): string {
  if (sound.split(piece).length !== 2) throw new Error(`"${piece}" does not stand exactly once in the sound flow`);
  return sound.replace(piece, () => replacement);
}
