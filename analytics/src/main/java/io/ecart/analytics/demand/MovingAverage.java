package io.ecart.analytics.demand;

/** The mean of the last days, whatever day it is. */
final class MovingAverage implements Model {
  private final double[] window;
  private int seen;
  private double sum;

  MovingAverage(int days) {
    window = new double[days];
  }

  @Override
  public void observe(double units) {
    int slot = seen % window.length;
    sum += units - window[slot];
    window[slot] = units;
    seen++;
  }

  @Override
  public double ahead(int day) {
    // Sums of differences may end a hair below zero.
    return seen == 0 ? 0 : Math.max(0, sum) / Math.min(seen, window.length);
  }

  @Override
  public double total(int days) {
    return days * ahead(1);
  }
}
