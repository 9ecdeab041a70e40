import { shown, type ContentLine, type FileProblem } from './content-lines.ts';

/** A component of an iCalendar file, like VEVENT. */
export interface Component {
  readonly name: string;
  /** Its BEGIN line. */
  readonly line: number;
  readonly properties: ContentLine[];
  readonly components: Component[];
  /** All its lines, BEGIN and END included. */
  readonly text: string[];
}

/** VALARM in VEVENT in VCALENDAR is 3; more is not iCalendar. */
const maxDepth = 5;

/** The VCALENDAR components of a file, and why the file is not iCalendar. */
export function readComponents(lines: readonly ContentLine[]): {
  readonly calendars: readonly Component[];
  readonly problems: readonly FileProblem[];
} {
  const root = component('', 1);
  const stack: Component[] = [root];
  for (const content of lines) {
    const problem = readLine(content, stack);
    if (problem !== undefined) return { calendars: [], problems: [{ line: content.line, message: problem }] };
  }
  const open = stack.at(-1);
  if (open && open !== root)
    return {
      calendars: [],
      problems: [
        {
          line: open.line,
          message: `BEGIN:${open.name} has no end; expected END:${open.name}. Is the file complete?`,
        },
      ],
    };
  const calendars = root.components;
  if (calendars.length > 0) return { calendars, problems: [] };
  return { calendars, problems: [{ line: 1, message: 'The file is empty; expected BEGIN:VCALENDAR.' }] };
}

const component = (name: string, line: number): Component => ({
  name,
  line,
  properties: [],
  components: [],
  text: [],
});

/** Adds a line to the innermost open component; returns what is wrong with it. */
function readLine(content: ContentLine, stack: Component[]): string | undefined {
  const { name, text, line } = content;
  const value = text
    .slice(name.length + 1)
    .trim()
    .toUpperCase();
  const inner = stack.at(-1) as Component;
  if (name === 'BEGIN') return begin(component(value, line), text, stack);
  for (const open of stack.slice(1)) open.text.push(text);
  if (stack.length === 1) return `"${shown(text)}" stands outside of a calendar; expected BEGIN:VCALENDAR.`;
  if (name === 'END') {
    if (value !== inner.name) return `Found END:${shown(value)}; expected END:${inner.name}.`;
    stack.pop();
    return undefined;
  }
  if (name === '')
    return `"${shown(text)}" is not a property; expected a name and a value, like SUMMARY:Market.`;
  inner.properties.push(content);
  return undefined;
}

function begin(started: Component, text: string, stack: Component[]): string | undefined {
  if (stack.length === 1 && started.name !== 'VCALENDAR')
    return `Found BEGIN:${shown(started.name)}; expected BEGIN:VCALENDAR.`;
  if (stack.length > maxDepth)
    return `Components are nested deeper than ${maxDepth}; expected events in a calendar.`;
  stack.at(-1)?.components.push(started);
  stack.push(started);
  for (const open of stack.slice(1)) open.text.push(text);
  return undefined;
}
