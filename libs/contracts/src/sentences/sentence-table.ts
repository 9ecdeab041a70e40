/**
 * Sentences by code: the English template, then the Chinese one. `{{name}}` stands for a value, `{{@name}}` for a value that is
 * a sentence or a part of one itself. Templates have no final full stop.
 */
export type SentenceTable = Readonly<Record<string, readonly [english: string, chinese: string]>>;
