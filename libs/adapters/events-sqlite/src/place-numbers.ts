import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { PlaceFacts } from './place-facts.ts';

export interface PlaceNumber {
  readonly place: number;
  readonly zone: number;
}

/** Assigns ids to the zones and places of one file. */
export class PlaceNumbers {
  readonly #addZone: StatementSync;
  readonly #addPlace: StatementSync;
  readonly #zones = new Map<string, number>();
  readonly #places = new Map<string, PlaceNumber>();

  constructor(db: DatabaseSync) {
    this.#addZone = db.prepare('INSERT INTO zone (camera, zone) VALUES (?, ?) RETURNING id');
    this.#addPlace = db.prepare('INSERT INTO place (zone, facts) VALUES (?, ?) RETURNING id');
    for (const { id, camera, zone } of db.prepare('SELECT id, camera, zone FROM zone').iterate())
      this.#zones.set(`${String(camera)}-${String(zone)}`, Number(id));
    for (const { id, zone, facts } of db.prepare('SELECT id, zone, facts FROM place').iterate())
      this.#places.set(String(facts), { place: Number(id), zone: Number(zone) });
  }

  /** The ids of a place. Inserts a new place; call it inside a transaction. */
  numberOf(facts: PlaceFacts): PlaceNumber {
    const text = JSON.stringify(facts);
    const known = this.#places.get(text);
    if (known) return known;
    const zone = this.#zoneOf(facts);
    const number = { place: idOf(this.#addPlace.get(zone, text)), zone };
    this.#places.set(text, number);
    return number;
  }

  #zoneOf(facts: PlaceFacts): number {
    const key = `${facts.camera}-${facts.zone}`;
    const known = this.#zones.get(key);
    if (known !== undefined) return known;
    const zone = idOf(this.#addZone.get(facts.camera, facts.zone));
    this.#zones.set(key, zone);
    return zone;
  }
}

const idOf = (row: Record<string, unknown> | undefined): number => Number(row?.['id']);
