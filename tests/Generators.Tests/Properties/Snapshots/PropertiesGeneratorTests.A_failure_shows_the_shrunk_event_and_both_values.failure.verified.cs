PropertyFailedException: 'TotalEnergy' of Balanced is not invariant under Rotations: Muon.E + Tau.Et
  value                                                                 20
  turned by 1 rad, tilted by 2 rad, turned about the new axis by 0 rad  18.709929593192964
  expected                                                              20
The event (event 1 of 200 with seed 1, made simpler)
  Muon = (pt 10 GeV, eta 0, phi 0 rad, m 0 GeV) in Lab
  Tau = (pt 10 GeV, eta 0, phi 0 rad, m 0 GeV) in Lab
  Jets.Count = 0
  Met = (pt 10 GeV, phi 0 rad)
  Ht = 10
  Origin = 0
  Weight = 0
to
  Muon = (px -2.248450953661529 GeV, py 8.414709848078965 GeV, pz -4.9129549643388195 GeV, E 10 GeV, m 0 GeV) in Lab
  Tau = (px -2.248450953661529 GeV, py 8.414709848078965 GeV, pz -4.9129549643388195 GeV, E 10 GeV, m 0 GeV) in Lab
  Jets.Count = 0
  Met = (x -2.248450953661529 GeV, y 8.414709848078965 GeV)
  Ht = 10
  Origin = 0
  Weight = 0