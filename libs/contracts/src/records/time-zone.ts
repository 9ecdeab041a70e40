import { z } from 'zod';

const description = 'IANA time zone, e.g. Asia/Shanghai';
const zoneName = z.string().max(64);

/** An IANA time zone in a request. Abbreviations are rejected: CST, for one, is used in America and in China. */
export const timeZone = zoneName
  .refine((name) => isTimeZone(name) && !isAbbreviation(name), {
    error: ({ input }) => messageFor(String(input)),
  })
  .describe(description);

/** A time zone in a stored record: earlier versions accepted abbreviations. */
export const storedTimeZone = zoneName
  .refine(isTimeZone, 'expected an IANA time zone, like Asia/Shanghai or UTC')
  .describe(description);

/** Names without a slash that are not abbreviations of a local time. */
const exceptions = new Set(['UTC', 'GMT', 'UCT', 'PRC', 'ROC', 'ROK', 'EIRE', 'CUBA', 'IRAN', 'ZULU']);
const abbreviation = /^[A-Z]{3,4}$|^[A-Z]{3}\d[A-Z]{3}$/;

function isAbbreviation(name: string): boolean {
  const upper = name.toUpperCase();
  return abbreviation.test(upper) && !exceptions.has(upper);
}

const zonesByAbbreviation: Readonly<Record<string, string>> = {
  ACST: 'Australia/Adelaide',
  ACT: 'Australia/Darwin',
  AEDT: 'Australia/Sydney',
  AEST: 'Australia/Sydney or Australia/Brisbane',
  AET: 'Australia/Sydney',
  AKST: 'America/Anchorage',
  ART: 'America/Argentina/Buenos_Aires',
  AST: 'America/Halifax',
  AWST: 'Australia/Perth',
  BRT: 'America/Sao_Paulo',
  BST: 'Europe/London or Asia/Dhaka',
  CAT: 'Africa/Maputo',
  CDT: 'America/Chicago',
  CEST: 'Europe/Berlin or Europe/Paris',
  CET: 'Europe/Berlin or Europe/Paris',
  CST: 'America/Chicago or Asia/Shanghai',
  CST6CDT: 'America/Chicago',
  CTT: 'Asia/Shanghai',
  EAT: 'Africa/Nairobi',
  EDT: 'America/New_York',
  EEST: 'Europe/Athens',
  EET: 'Europe/Athens',
  EST: 'America/New_York or America/Panama',
  EST5EDT: 'America/New_York',
  HKT: 'Asia/Hong_Kong',
  HST: 'Pacific/Honolulu',
  IST: 'Asia/Kolkata, Europe/Dublin or Asia/Jerusalem',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  MDT: 'America/Denver',
  MET: 'Europe/Berlin',
  MSK: 'Europe/Moscow',
  MST: 'America/Denver or America/Phoenix',
  MST7MDT: 'America/Denver',
  NST: 'America/St_Johns',
  NZDT: 'Pacific/Auckland',
  NZST: 'Pacific/Auckland',
  PDT: 'America/Los_Angeles',
  PKT: 'Asia/Karachi',
  PST: 'America/Los_Angeles or Asia/Manila',
  PST8PDT: 'America/Los_Angeles',
  SGT: 'Asia/Singapore',
  SST: 'Asia/Singapore or Pacific/Guadalcanal',
  VST: 'Asia/Ho_Chi_Minh',
  WEST: 'Europe/Lisbon',
  WET: 'Europe/Lisbon',
};

function messageFor(name: string): string {
  const shown = name.slice(0, 64);
  if (!isAbbreviation(name)) return `expected an IANA time zone, like Asia/Shanghai or UTC, found "${shown}"`;
  const meant = zonesByAbbreviation[name.toUpperCase()];
  const advice = meant ? `use ${meant}` : 'use the name of a region and city, like Asia/Shanghai';
  return `expected an IANA time zone, found the abbreviation "${shown}": ${advice}`;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
