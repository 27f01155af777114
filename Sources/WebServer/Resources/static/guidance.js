// Measures a small grey picture, so that the person can be told what to change before a picture is taken.
// Pure functions: no page, no camera.

export const limits = {
  dark: 55, // mean grey level, 0 to 255
  bright: 225,
  blown: 0.06, // share of pixels at the white end
  sharp: 55, // variance of the Laplacian
  detail: 0.035, // share of strong edges: an empty table has hardly any
  still: 5.5, // mean grey difference to the frame before
};

export function greyOf(pixels) {
  const grey = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = (pixels[4 * i] * 299 + pixels[4 * i + 1] * 587 + pixels[4 * i + 2] * 114) / 1000;
  }
  return grey;
}

export function measure(grey, width, before) {
  const height = grey.length / width;
  let sum = 0, blown = 0, moved = 0;
  for (let i = 0; i < grey.length; i++) {
    sum += grey[i];
    if (grey[i] > 250) blown++;
    if (before) moved += Math.abs(grey[i] - before[i]);
  }
  let laplaceSum = 0, laplaceSquares = 0, edges = 0, count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const value = 4 * grey[i] - grey[i - 1] - grey[i + 1] - grey[i - width] - grey[i + width];
      laplaceSum += value;
      laplaceSquares += value * value;
      if (Math.abs(grey[i + 1] - grey[i - 1]) + Math.abs(grey[i + width] - grey[i - width]) > 60) edges++;
      count++;
    }
  }
  const mean = laplaceSum / count;
  return {
    brightness: sum / grey.length,
    blown: blown / grey.length,
    motion: before ? moved / grey.length : Infinity,
    sharpness: laplaceSquares / count - mean * mean,
    detail: edges / count,
  };
}

// The first thing worth saying, or null when the picture is good.
export function advice(measured) {
  if (measured.brightness < limits.dark) return "hint.tooDark";
  if (measured.brightness > limits.bright) return "document.tooBright";
  if (measured.detail < limits.detail) return "document.find";
  if (measured.blown > limits.blown && measured.brightness > 190) return "hint.glare";
  if (measured.motion > limits.still) return "hint.holdStill";
  if (measured.sharpness < limits.sharp) return "hint.tooBlurred";
  return null;
}
