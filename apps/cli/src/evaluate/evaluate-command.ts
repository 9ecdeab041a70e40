import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from '../command.ts';
import { evaluate } from './evaluate.ts';
import { readEvaluateRequest, type EvaluateRequest } from './evaluate-request.ts';
import type { EvaluationReport } from './evaluation-report.ts';
import { exceeds } from './evaluation-run.ts';
import { reportHtml } from './report-html.ts';
import { reportMarkdown, reportText } from './report-text.ts';
import { figureNames, unmetRequirements } from './requirements.ts';

/** Exit code when a run exceeds --max-error or a model does not meet --require. */
const inaccurate = 4;
const shippedModels = fileURLToPath(new URL('../../../../models/', import.meta.url));

export const evaluateCommand: Command = {
  summary: 'compares what models count with the truth: parking spaces, objects, crossings of lines',
  usage: `usage: vialog evaluate --bays set.jsonl [--pictures FOLDER] [options]
       vialog evaluate --coco set.json [--pictures FOLDER] [--categories "van=truck"] [options]
       vialog evaluate --clip FILE --truth crossings.csv (--line "x,y x,y …" | --camera file.json) [options]
       vialog evaluate --scene lot,road,gate [--light day,dusk] [--density low,high] [--seed 1..20] [--minutes 5] [--line …] [options]
  --bays       JSON lines with "image", "bays" (each with "id", "polygon" in 0..1, "occupied"); one line per picture
  --coco       a COCO file: "images", "categories", "annotations"; --categories maps its names to classes
  --pictures   folder of the pictures of a set; default: the folder of the set
  --truth      CSV with the columns time (seconds since the clip began, or m:ss), class and direction (inbound, outbound)
  --line       2 to 16 points as fractions of the picture; a vehicle that crosses from left to right of it, seen from the
               first point to the last, is inbound; default for a scene: its line
  --camera     a zones file of "vialog count" with one line zone, with the model of the camera
  --scene      rendered lots (spaces), roads and gates (crossings), with parameters: "road?light=night&traffic=jam"
  --light, --density, --seed: every combination; density high: full lots and traffic jams; --seed is a seed or a range
  --minutes    duration of each road and gate; default 5
  --model      models that are compared, "a,b" or "all"; default: that of the camera file, or the default model
  --threshold  confidence threshold of the model, 0.05 to 0.95
  --fps        frames per second, one run each: 3,5,10; default 5
  --tolerance  largest time between a true crossing and the counted one, s; default 2
  --require    limits for CI: "judged>=95,takenShownFree<=1"; the exit code is ${inaccurate} if a model misses one
               (${figureNames.join(', ')})
  --max-error  accepted error of the number of crossings, percent; the exit code is ${inaccurate} if a run exceeds it
  --report     writes the report to a file: .json, .md or .html with plots; may be repeated
  --json       prints the report as JSON
  --models     folder of model packages
Detects, judges and tracks as the server does (docs/evaluating.md). Everything but time and memory is the same each time.`,
  run: async (args, searchPath) => {
    const request = readEvaluateRequest(args, shippedModels);
    const report = await evaluate(request, searchPath);
    for (const path of request.reports) await writeFile(path, formatted(report, path));
    process.stdout.write(request.json ? formatted(report, '.json') : `${reportText(report)}\n`);
    const unmet = unmetRequirements(report, request.requirements);
    for (const sentence of unmet) process.stderr.write(`${sentence}\n`);
    return unmet.length > 0 || isInexact(report, request) ? inaccurate : 0;
  },
};

const isInexact = ({ runs }: EvaluationReport, { maxError }: EvaluateRequest): boolean =>
  maxError !== undefined && runs.some((run) => exceeds(run, maxError));

function formatted(report: EvaluationReport, path: string): string {
  switch (extname(path) || path) {
    case '.html':
      return reportHtml(report);
    case '.md':
      return reportMarkdown(report);
    default:
      return `${JSON.stringify(report, null, 2)}\n`;
  }
}
