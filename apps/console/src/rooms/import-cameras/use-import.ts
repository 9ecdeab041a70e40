import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { importCameras, type ImportOptions, type ImportProgress } from '../../api/import-cameras.ts';

export interface ImportForm extends Omit<ImportOptions, 'timeZone' | 'group' | 'columns' | 'encoding'> {
  readonly timeZone: string;
  readonly group: string;
  readonly columns: string;
  readonly encoding: string;
}

export const emptyImport: ImportForm = {
  format: 'csv',
  crs: 'wgs84',
  lifecycle: 'draft',
  timeZone: '',
  group: '',
  columns: '',
  encoding: '',
};

/** Runs a dry run and then the import of a file. A change of the file or of an option makes a new dry run necessary. */
export function useImport(file: File | undefined, form: ImportForm) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<ImportProgress>();
  const run = useMutation({
    mutationFn: ({ dryRun }: { dryRun: boolean }) => {
      setProgress(undefined);
      return importCameras(file ?? new Blob(), { ...form, dryRun }, setProgress);
    },
    onSuccess: (report) =>
      report.applied ? queries.invalidateQueries({ queryKey: ['cameras'] }) : undefined,
  });
  return {
    check: () => run.mutate({ dryRun: true }),
    apply: () => run.mutate({ dryRun: false }),
    reset: run.reset,
    isRunning: run.isPending,
    progress,
    report: run.data,
    error: run.error,
  };
}
