import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'capture-ffmpeg', rootDir: import.meta.dirname };
