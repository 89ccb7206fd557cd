package dev.keysunset.standin.control;

import java.util.List;

/** A part of the control API. */
public interface Control {
    List<Route> routes();
}
