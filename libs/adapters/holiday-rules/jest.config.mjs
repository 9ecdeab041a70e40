import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'holiday-rules', rootDir: import.meta.dirname };
