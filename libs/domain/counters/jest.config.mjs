import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'counters', rootDir: import.meta.dirname };
