/**
 * Words that a label must not contain, because Vialog neither identifies nor describes people. Labels are split into words:
 * `LicensePlate`, `license_plate` and `license plate` are the same. A model with such a label is rejected.
 */
const rejectedWords: Readonly<Record<string, readonly string[]>> = {
  faces: [
    'face',
    'faces',
    'facial',
    'head',
    'heads',
    'eye',
    'eyes',
    'iris',
    'nose',
    'mouth',
    'ear',
    'lips',
    'mask',
  ],
  'number plates': [
    'plate',
    'plates',
    'numberplate',
    'licenseplate',
    'licenceplate',
    'lpr',
    'anpr',
    'alpr',
    'ocr',
  ],
  'identity or body': [
    'identity',
    'fingerprint',
    'gait',
    'tattoo',
    'skin',
    'hair',
    'beard',
    'moustache',
    'mustache',
  ],
  age: [
    'age',
    'aged',
    'baby',
    'infant',
    'child',
    'children',
    'kid',
    'kids',
    'teenager',
    'adult',
    'elderly',
    'senior',
  ],
  gender: ['gender', 'sex', 'male', 'female', 'man', 'men', 'woman', 'women', 'boy', 'boys', 'girl', 'girls'],
  origin: [
    'race',
    'ethnicity',
    'ethnic',
    'asian',
    'african',
    'caucasian',
    'hispanic',
    'nationality',
    'religion',
  ],
  emotion: [
    'emotion',
    'mood',
    'smile',
    'smiling',
    'happy',
    'sad',
    'angry',
    'fear',
    'disgust',
    'surprised',
    'crying',
  ],
};

/** Parts of labels that are rejected in scripts without spaces between words. */
const rejectedParts: Readonly<Record<string, readonly string[]>> = {
  faces: ['人脸', '面部', '头部', '脸', '口罩'],
  'number plates': ['车牌', '号牌', '牌照'],
  'identity or body': ['身份', '指纹', '头发', '胡子', '皮肤'],
  age: ['年龄', '儿童', '小孩', '婴儿', '老人', '成人'],
  gender: ['性别', '男', '女'],
  origin: ['种族', '民族', '国籍'],
  emotion: ['情绪', '表情', '微笑', '愤怒'],
};

/** Labels of objects that contain a rejected word with another meaning. */
const allowedLabels = new Set(['hair drier', 'hair dryer', 'parking meter head', 'race car']);

/** People may be counted but not described: a label with one of these words must have no other word. */
const personWords = new Set(['person', 'persons', 'people', 'pedestrian', 'pedestrians', 'human', 'humans']);

/** Whether the label means people; the class `person` has a privacy floor. */
export const isPersonLabel = (label: string): boolean => wordsOf(label).some((word) => personWords.has(word));

/** Why a model with these labels is rejected, with at most three of them; undefined for a model that may be used. */
export function rejectionOfLabels(labels: readonly string[]): string | undefined {
  const rejections = labels.flatMap((label) => rejectionOfLabel(label) ?? []);
  if (rejections.length === 0) return undefined;
  return `${rejections.slice(0, 3).join('; ')}: Vialog runs no model that identifies or describes people`;
}

/** Why a model with this label is rejected; undefined if the label is allowed. */
export function rejectionOfLabel(label: string): string | undefined {
  const words = wordsOf(label);
  if (allowedLabels.has(words.join(' '))) return undefined;
  const kind = kindByWord(words) ?? kindByPart(label);
  if (kind !== undefined) return `label "${label}" names ${kind}`;
  const isDescribed = words.length > 1 && words.some((word) => personWords.has(word));
  return isDescribed ? `label "${label}" names an attribute of a person` : undefined;
}

function kindByWord(words: readonly string[]): string | undefined {
  return Object.keys(rejectedWords).find((kind) => words.some((word) => rejectedWords[kind]?.includes(word)));
}

function kindByPart(label: string): string | undefined {
  return Object.keys(rejectedParts).find((kind) => rejectedParts[kind]?.some((part) => label.includes(part)));
}

function wordsOf(label: string): string[] {
  const spaced = label.normalize('NFKC').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return spaced.toLowerCase().match(/\p{L}+/gu) ?? [];
}
