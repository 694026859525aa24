from heedful.papers import charts


def fields(**numbers):
    return [
        charts.Field(x, y, numbers.get(f"at{x}{y}", 0), "high" if x * y >= 15 else "low", f"?{x}{y}")
        for x in range(1, 6)
        for y in range(1, 6)
    ]


def test_a_field_says_in_words_how_many_things_are_rated_how():
    drawn = charts.rating_map(fields(at45=2, at11=1), across="How likely", up="How severe", things="risks")
    assert 'aria-label="2 risks: how likely 4, how severe 5, high"' in drawn
    assert 'aria-label="1 risk: how likely 1, how severe 1, low"' in drawn
    assert drawn.count("<a ") == 2


def test_the_shape_tells_the_level_without_its_shade():
    low, middle, high = (charts.shape(level) for level in ("low", "middle", "high"))
    assert "<circle" in low
    assert "<path" in middle
    assert middle.split("<path")[1] != high.split("<path")[1]
    assert "<text" in charts.shape("low", 3)


def test_the_map_has_a_row_for_each_step_with_the_severest_above():
    drawn = charts.rating_map(fields(), across="a", up="b", things="risks")
    assert drawn.count("<tr>") == 6
    assert drawn.index(">5</th></tr>") < drawn.index("<tbody>")
    assert drawn.index("</span>5</th><td") < drawn.index("</span>1</th><td")


def test_a_small_line_says_what_it_shows_and_draws_the_target():
    drawn = charts.spark([1, 2, 3], said="Three <values>", target=2.5)
    assert 'aria-label="Three &lt;values&gt;"' in drawn
    assert 'class="target"' in drawn
    assert charts.spark([], said="") == ""
    assert 'class="line"' not in charts.spark([0], said="one")
