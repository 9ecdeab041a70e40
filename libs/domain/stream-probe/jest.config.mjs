import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'stream-probe', rootDir: import.meta.dirname };
