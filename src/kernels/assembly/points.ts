// @ts-ignore: decorator
@inline
function squaredDistance(one: usize, other: usize, dimensions: i32): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < <usize>dimensions << 3; at += 8) {
    const difference = load<f64>(one + at) - load<f64>(other + at);
    sum += difference * difference;
  }
  return sum;
}

export function assignPoints(points: usize, count: i32, dimensions: i32, centers: usize, k: i32, clusterOf: usize): f64 {
  const size = <usize>dimensions << 3;
  let spread: f64 = 0;
  for (let point = 0; point < count; point++, points += size) {
    let nearest: f64 = Infinity;
    let cluster = 0;
    for (let center = 0; center < k; center++) {
      const distance = squaredDistance(points, centers + <usize>center * size, dimensions);
      if (distance >= nearest) continue;
      nearest = distance;
      cluster = center;
    }
    store<i32>(clusterOf + (<usize>point << 2), cluster);
    spread += nearest;
  }
  return spread;
}

export function moveCenters(points: usize, count: i32, dimensions: i32, centers: usize, k: i32, clusterOf: usize, sizes: usize): void {
  const size = <usize>dimensions << 3;
  memory.fill(sizes, 0, <usize>k << 2);
  for (let point = 0; point < count; point++) {
    const place = sizes + (<usize>load<i32>(clusterOf + (<usize>point << 2)) << 2);
    store<i32>(place, load<i32>(place) + 1);
  }
  for (let center = 0; center < k; center++) {
    if (load<i32>(sizes + (<usize>center << 2)) > 0) memory.fill(centers + <usize>center * size, 0, size);
  }
  for (let point = 0; point < count; point++, points += size) {
    const center = centers + <usize>load<i32>(clusterOf + (<usize>point << 2)) * size;
    for (let at: usize = 0; at < size; at += 8) store<f64>(center + at, load<f64>(center + at) + load<f64>(points + at));
  }
  for (let center = 0; center < k; center++, centers += size) {
    const members = load<i32>(sizes + (<usize>center << 2));
    if (members > 0) for (let at: usize = 0; at < size; at += 8) store<f64>(centers + at, load<f64>(centers + at) / <f64>members);
  }
}

export function nearestDistances(points: usize, count: i32, dimensions: i32, center: usize, nearest: usize): void {
  for (let point = 0; point < count; point++, points += <usize>dimensions << 3, nearest += 8) {
    const distance = squaredDistance(points, center, dimensions);
    if (distance < load<f64>(nearest)) store<f64>(nearest, distance);
  }
}

export function pointDistances(points: usize, count: i32, dimensions: i32, distances: usize): void {
  const size = <usize>dimensions << 3;
  for (let i = 0; i < count; i++) {
    store<f64>(distances + (<usize>(i * count + i) << 3), 0);
    for (let j = 0; j < i; j++) {
      const distance = sqrt(squaredDistance(points + <usize>i * size, points + <usize>j * size, dimensions));
      store<f64>(distances + (<usize>(i * count + j) << 3), distance);
      store<f64>(distances + (<usize>(j * count + i) << 3), distance);
    }
  }
}

export function clusterDistances(distances: usize, count: i32, clusterOf: usize, k: i32, sums: usize): void {
  memory.fill(sums, 0, <usize>(count * k) << 3);
  for (let i = 0; i < count; i++, sums += <usize>k << 3) {
    for (let j = 0; j < count; j++, distances += 8) {
      const sum = sums + (<usize>load<i32>(clusterOf + (<usize>j << 2)) << 3);
      store<f64>(sum, load<f64>(sum) + load<f64>(distances));
    }
  }
}
